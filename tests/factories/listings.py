"""Achievements and listings in the situations tests need; they come there by the real services."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F

from listings.models import (
    Achievement,
    Attachment,
    CatalogueBatch,
    CatalogueEntry,
    ExistingLicence,
    FirstRefusal,
    IPRight,
    Listing,
    NoticePlan,
    Picture,
    RightShare,
    SecrecyDeclaration,
    UnitReview,
    Version,
)
from listings.services.achievement import forward_achievement, submit_achievement
from listings.services.audit import approve_achievement
from listings.services.catalogue import approve_batch
from listings.services.listing import end_notice
from listings.undertakings import CURRENT
from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.checklist import IMPORT_YES, UNIT_YES, every_answer
from tests.factories.files import TextFileFactory
from tests.factories.imports import BatchFactory
from tests.factories.statements import UNSAID, fallen, names_none
from tte.accounts.actor import Actor
from tte.accounts.enums import OrganisationKind, Role
from tte.accounts.models import Organisation
from tte.casework.models import Case
from tte.casework.running import run_checks
from tte.casework.services import claim_case
from tte.common.clock import ClockTimestamp, now
from tte.imports.models import Batch
from tte.imports.running import check_now, enter_now
from tte.imports.services.batch import make_batch

UNIVERSITY = "0221"


class SecrecyDeclarationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SecrecyDeclaration

    level = "public"
    reviewer_name = "保密办 李工"
    reviewed_on = date(2026, 10, 12)
    paper = factory.SubFactory(TextFileFactory)
    organisation = factory.SubFactory(OrganisationFactory, kind=OrganisationKind.HOLDER, party_type=UNIVERSITY)
    declared_by = factory.LazyAttribute(
        lambda row: make_actor(role=Role.RESEARCHER, organisation=row.organisation).user
    )


class AchievementFactory(factory.django.DjangoModelFactory):
    """A complete draft of a university; `empty` for a fresh one."""

    class Meta:
        model = Achievement
        skip_postgeneration_save = True

    class Params:
        empty = factory.Trait(
            title_zh="",
            abstract_zh="",
            title_en="",
            field="",
            maturity=None,
            regime="",
            right_offered="",
            price=None,
            price_basis="",
            increment=None,
            kind="",
            price_basis_kind="",
            is_fiscally_funded=None,
            is_encumbered=None,
            **UNSAID,
        )

    secrecy = factory.SubFactory(SecrecyDeclarationFactory)
    holder = factory.SelfAttribute("secrecy.organisation")
    posted_by = factory.SelfAttribute("secrecy.declared_by")
    code = factory.Sequence(lambda n: f"A2026{900001 + n:06d}")
    title_zh = factory.Sequence(lambda n: f"耐腐蚀自清洁石墨烯涂层薄膜及其制备方法（{n}）")
    title_en = factory.Sequence(lambda n: f"Corrosion-resistant graphene coating film, variant {n}")
    abstract_zh = "在金属基底上依次沉积石墨烯阻隔层与低表面能微纳结构层，薄膜总厚约 12 μm。"
    field = "05"
    maturity = 6
    regime = "LIST-PUB"
    right_offered = "O"
    price = Decimal(3200000)
    price_basis = "资产评估报告 2026-评-0417"
    increment = Decimal(20000)
    kind = "2"
    price_basis_kind = "APP"
    is_fiscally_funded = False
    is_encumbered = False
    bears_on_security = False
    territory = factory.LazyAttribute(lambda row: "" if row.right_offered == "transfer" else "CN")
    term_years = factory.LazyAttribute(lambda row: None if row.right_offered == "transfer" else 5)
    payment_method = "LS"
    is_related_party = False
    no_licences = True
    no_first_refusals = True
    no_buyer_conditions = factory.LazyAttribute(lambda row: names_none(row, "buyer_conditions"))
    no_risks = factory.LazyAttribute(lambda row: names_none(row, "risks"))

    @factory.post_generation
    def publicity(row, create, extracted, **fields):
        """A negotiated price names its buyer; `publicity=False` leaves that open."""
        if create and row.regime == "NEG" and extracted is not False:
            NoticePlanFactory(achievement=row, intended_buyer_name="远航装备有限公司", related_party=False, **fields)

    @factory.post_generation
    def rights(row, create, extracted, **fields):
        if create and (row.title_zh or row.title_en) and extracted is not False:
            IPRightFactory(achievement=row, **fields)


class IPRightFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = IPRight

    achievement = factory.SubFactory(AchievementFactory)
    ip_type = "11"
    number = "202310123456.6"
    status = "GRT"
    expires_on = date(2043, 2, 1)


class NoticePlanFactory(factory.django.DjangoModelFactory):
    """An empty plan: the period is the minimum of the regime."""

    class Meta:
        model = NoticePlan

    achievement = factory.SubFactory(AchievementFactory)


class AttachmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Attachment

    achievement = factory.SubFactory(AchievementFactory)
    file = factory.SubFactory("tests.factories.files.StoredFileFactory")
    audience = "auditors"


class PictureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Picture

    achievement = factory.SubFactory(AchievementFactory)
    file = factory.SubFactory("tests.factories.files.StoredFileFactory")
    width = 1200
    height = 800
    alt_zh = "涂层样板"


class ExistingLicenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ExistingLicence
        skip_postgeneration_save = True

    achievement = factory.SubFactory(AchievementFactory)
    licensee = "海岸防腐工程有限公司"
    mode = "O"
    territory = "CN"
    granted_on = date(2025, 3, 1)
    statement = fallen("no_licences")


class RightShareFactory(factory.django.DjangoModelFactory):
    """The holder's own share; `other` for one of a unit beside it."""

    class Meta:
        model = RightShare

    class Params:
        other = factory.Trait(owner="unit", name="澄江材料研究所", consented_on=date(2026, 9, 1))

    achievement = factory.SubFactory(AchievementFactory)
    owner = "holder"
    name = factory.LazyAttribute(lambda row: row.achievement.holder.name_zh)
    percent = Decimal(60)


class FirstRefusalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FirstRefusal
        skip_postgeneration_save = True

    achievement = factory.SubFactory(AchievementFactory)
    name = "澄江材料研究所"
    ground = "COD"
    statement = fallen("no_first_refusals")


class VersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Version

    achievement = factory.SubFactory(AchievementFactory)
    number = factory.Sequence(lambda n: n + 1)
    content = factory.LazyFunction(dict)
    handed_in_by = factory.SelfAttribute("achievement.posted_by")


class UnitReviewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = UnitReview

    achievement = factory.SubFactory(AchievementFactory)
    case = factory.SubFactory("tests.factories.casework.CaseFactory", kind="unit_review")
    round = 1


def author_of(achievement: Achievement) -> Actor:
    """The researcher who posted it, acting for the holder."""
    membership = achievement.posted_by.memberships.get(organisation=achievement.holder, role=Role.RESEARCHER)
    return Actor(achievement.posted_by, membership)


def the_exchange() -> Organisation:
    """The one exchange of a test."""
    found = Organisation.objects.filter(kind=OrganisationKind.EXCHANGE).order_by("pk").first()
    return found or OrganisationFactory(kind=OrganisationKind.EXCHANGE)


def make_auditor() -> Actor:
    return make_actor(role=Role.AUDITOR, organisation=the_exchange())


def make_officer(organisation: Organisation) -> Actor:
    return make_actor(role=Role.OFFICER, organisation=organisation)


def submitted_achievement(**fields) -> Achievement:
    achievement = AchievementFactory(**fields)
    return submit_achievement(achievement=achievement, by=author_of(achievement))


def audited_achievement(*, checked: bool = True, **fields) -> Achievement:
    """Under audit at the exchange, unclaimed, its checks done unless `checked=False`."""
    the_exchange()
    achievement = submitted_achievement(**fields)
    achievement = forward_achievement(
        achievement=achievement,
        undertakings=CURRENT,
        answers=UNIT_YES,
        by=make_officer(achievement.holder),
    )
    if checked:
        finish_checks(achievement.case)
    return achievement


def approve_as_second(achievement: Achievement) -> Listing:
    """Another auditor takes what the first approved, and lists it."""
    second = make_auditor()
    achievement.refresh_from_db()
    claim_case(case=achievement.case, by=second)
    return approve_achievement(achievement=achievement, answers=every_answer(), by=second)


def finish_checks(case: Case) -> None:
    """What the worker does when it has waited long enough: every run the case is owed."""
    case.check_runs.filter(finished_at=None).update(asked_at=now() - timedelta(minutes=2))
    for pk in case.check_runs.filter(finished_at=None).order_by("pk").values_list("pk", flat=True):
        run_checks(run_id=pk)


def claimed_achievement(by: Actor, **fields) -> Achievement:
    achievement = audited_achievement(**fields)
    claim_case(case=achievement.case, by=by)
    return achievement


class ListingFactory(factory.django.DjangoModelFactory):
    """A listing in its notice, come there by the whole road: posted, submitted, forwarded, checked, approved."""

    class Meta:
        model = Listing

    @classmethod
    def _create(cls, model_class, *args, achievement: Achievement | None = None, by: Actor | None = None, **fields):
        auditor = by or make_auditor()
        if achievement is None:
            achievement = claimed_achievement(auditor, **fields)
        listing = approve_achievement(achievement=achievement, answers=every_answer(), by=auditor)
        return listing or approve_as_second(achievement)


def make_notice_due(listing: Listing) -> Listing:
    """The notice began and ended a little earlier than it did: the hour has come."""
    Listing.objects.filter(pk=listing.pk).update(
        listed_at=F("listed_at") - timedelta(days=30), notice_ends_at=ClockTimestamp() - timedelta(seconds=1)
    )
    listing.refresh_from_db()
    return listing


def qualifying_listing(**fields) -> Listing:
    """Its notice has ended; nobody has decided on the takers yet."""
    return end_notice(listing=make_notice_due(ListingFactory(**fields)))


class CatalogueBatchFactory(factory.django.DjangoModelFactory):
    """An import whose rows have not been handed in; `entered_batch` brings a file in by the services."""

    class Meta:
        model = CatalogueBatch

    code = factory.Sequence(lambda number: f"I2026{number:05d}")
    secrecy = factory.SubFactory(SecrecyDeclarationFactory)
    holder = factory.SelfAttribute("secrecy.organisation")
    entered_by = factory.SelfAttribute("secrecy.declared_by")
    source_batch = factory.SubFactory(BatchFactory, kind="achievements")
    file_name = "results.csv"
    source = "Results of 2025"
    licence = "CC BY 4.0"


class CatalogueEntryFactory(factory.django.DjangoModelFactory):
    """A record under review: imported, not yet public."""

    class Meta:
        model = CatalogueEntry

    batch = factory.SubFactory(CatalogueBatchFactory)
    achievement = factory.SubFactory(
        AchievementFactory, empty=True, secrecy=factory.SelfAttribute("..batch.secrecy"), state="imported"
    )
    line = factory.Sequence(lambda number: number + 2)
    stated_holder = "云麓大学"
    twin_key = factory.LazyFunction(uuid4)


OPTIONS = {
    "level": "public",
    "reviewer_name": "保密办 李工",
    "reviewed_on": "2026-10-12",
    "recorded_as": "catalogue",
    "language": "auto",
    "source": "Results of 2025",
    "licence": "CC BY 4.0",
}


def imported(content: str, *, by: Actor, mode: str = "good", name: str = "results.csv", **options: str) -> Batch:
    """The file, checked and entered by the frame as a worker does it."""
    the_exchange()
    batch = make_batch(
        kind="achievements",
        upload=SimpleUploadedFile(name, content.encode()),
        by=by,
        options=OPTIONS | options,
    )
    batch = check_now(batch=batch, by=by)
    if not batch.good_count:
        return batch
    batch = enter_now(batch=batch, mode=mode, by=by)
    SecrecyDeclaration.objects.filter(batches__source_batch=batch).update(paper=TextFileFactory())
    return batch


def catalogue_batch(content: str = "标题\n石墨烯散热膜\n", **given: Any) -> CatalogueBatch:
    """Handed in and waiting for the exchange; its checks found nothing."""
    by = given.pop("by", None) or make_actor(role=Role.OFFICER)
    batch = imported(content, by=by, **given).catalogue_batch
    batch.checks.update(finished_at=now())
    finish_checks(batch.case)
    return batch


def claimed_batch(auditor: Actor, content: str = "标题\n石墨烯散热膜\n", **given: Any) -> CatalogueBatch:
    batch = catalogue_batch(content, **given)
    claim_case(case=batch.case, by=auditor)
    return batch


def catalogue_record(auditor: Actor | None = None, content: str = "标题\n石墨烯散热膜\n", **given: Any) -> Achievement:
    """The first public record of an approved import."""
    auditor = auditor or make_auditor()
    batch = approve_batch(batch=claimed_batch(auditor, content, **given), answers=IMPORT_YES, by=auditor)
    return Achievement.objects.filter(catalogue_entry__batch=batch).earliest("pk")
