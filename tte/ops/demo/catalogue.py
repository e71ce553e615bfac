"""Imports of achievements: a catalogue that was published, one that waits for its audit, one with faults to look at."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from listings.selectors.batch_check import HOLDING
from listings.services.catalogue import approve_batch
from listings.services.secrecy import keep_batch_paper
from tte.accounts.actor import Actor
from tte.accounts.enums import Role
from tte.casework.services import claim_case
from tte.common.clock import today
from tte.imports.enums import Mode
from tte.imports.models import Batch
from tte.imports.running import check_now, enter_now
from tte.imports.services.batch import make_batch
from tte.longwork.running import run_work
from tte.ops.demo.checklists import answers_to
from tte.ops.demo.market import Market
from tte.ops.demo.people import DATA
from tte.ops.demo.supply import check, review_paper

TITLES = {"nanyu": "海洋技术成果目录", "songyang": "农业技术成果目录", "yunlu": "横向课题成果清单"}

NOT_YET = "text_is_near_no_other_record"  # where the index of texts is not built yet nobody can say


def import_records(market: Market) -> None:
    market.clock.back(days=33)
    published = _entered(market, "nanyu")
    market.clock.work(hours=30)
    by = market.actor("wang")
    claim_case(case=published.catalogue_batch.case, by=by)
    run_work(work_id=published.catalogue_batch.checks.get().work_id)
    check(published.catalogue_batch.case)
    market.clock.work(hours=2)
    text, answers = "抽查四条，来源与权属说明一致。", answers_to(published.catalogue_batch.case)
    holding = [name for name in HOLDING if name != NOT_YET]
    approve_batch(batch=published.catalogue_batch, text=text, answers=answers, holding=holding, by=by)
    market.clock.back(days=2)
    _entered(market, "songyang", mode=Mode.GOOD)
    market.clock.back(days=1)
    _checked(market, "yunlu", market.of("yunlu", Role.OFFICER))


def _entered(market: Market, holder: str, mode: Mode = Mode.ALL) -> Batch:
    by = market.of(holder, Role.OFFICER)
    batch = _checked(market, holder, by)
    market.clock.on(minutes=6)
    entered = enter_now(batch=batch, mode=mode, by=by)
    keep_batch_paper(batch=entered.catalogue_batch, upload=review_paper(by), by=by)
    return entered


def _checked(market: Market, holder: str, by: Actor) -> Batch:
    """The rows of `data/records-….csv`, checked as the page does it."""
    content = (DATA / f"records-{holder}.csv").read_bytes()
    upload = SimpleUploadedFile(f"{TITLES[holder]}.csv", content, content_type="text/csv")
    options = {
        "level": "public",
        "reviewer_name": by.user.name,
        "reviewed_on": str(today() - timedelta(days=3)),
        "recorded_as": "catalogue",
        "language": "auto",
        "stated_holder": by.organisation.name_zh,
        "number_office": "CN",
        "source": f"{by.organisation.name_zh}公开成果目录",
        "licence": "CC BY 4.0",
    }
    batch = make_batch(kind="achievements", upload=upload, by=by, options=options)
    market.clock.on(minutes=2)
    return check_now(batch=batch, by=by)
