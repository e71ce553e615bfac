import factory

from tests.factories.accounts import OrganisationFactory, UserFactory
from tte.accounts.enums import OrganisationKind
from tte.casework.models import (
    Case,
    CaseNote,
    CaseReason,
    CaseReminder,
    CaseStop,
    CheckResult,
    CheckRun,
    Correction,
    Decision,
    Reaudit,
)


class CaseFactory(factory.django.DjangoModelFactory):
    """An unclaimed case without a subject; `kind` must be registered for what looks it up."""

    class Meta:
        model = Case

    kind = "listing_audit"
    office = factory.SubFactory(OrganisationFactory, kind=OrganisationKind.EXCHANGE)
    applicant = factory.SubFactory(OrganisationFactory)
    opened_by = factory.SubFactory(UserFactory)
    author = factory.SubFactory(UserFactory)
    reference = factory.Sequence(lambda n: f"A2026{n:06d}")
    title_zh = "石墨烯涂层"
    title_en = "Graphene coating"


class CaseReasonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CaseReason

    case = factory.SubFactory(CaseFactory)
    code = "submitted"


class CheckRunFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CheckRun

    case = factory.SubFactory(CaseFactory)


class CheckResultFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CheckResult

    run = factory.SubFactory(CheckRunFactory)
    check_name = "title_is_given"
    passed = True


class DecisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Decision

    case = factory.SubFactory(CaseFactory)
    step = "audit"
    conclusion = "approve"
    decided_by = factory.SubFactory(UserFactory)
    organisation = factory.SelfAttribute("case.office")


class CaseStopFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CaseStop

    case = factory.SubFactory(CaseFactory)


class CaseNoteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CaseNote

    case = factory.SubFactory(CaseFactory)
    text = "证书编号已核对"
    written_by = factory.SubFactory(UserFactory)


class CorrectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Correction

    case = factory.SubFactory(CaseFactory)
    number = factory.Sequence(lambda n: n + 1)
    field = "name_zh"
    text = "请写全称"
    marked_by = factory.SubFactory(UserFactory)


class CaseReminderFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CaseReminder

    case = factory.SubFactory(CaseFactory)
    duty = "overdue"
    about = "2026-11-01T00:00:00Z"


class ReauditFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Reaudit

    case = factory.SubFactory(CaseFactory)
    original = factory.SubFactory(DecisionFactory)
