"""The pack as long work: asked for by the holder's officers or the exchange, made by a worker, fetched as one file."""

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from listings.evidence.content import as_json, documents
from listings.evidence.cover import cover_pdf
from listings.evidence.papers import papers_of, put_in
from listings.models import Listing
from listings.permissions.notice import can_open_notice
from listings.selectors.listing import listings
from tte.accounts.actor import Actor
from tte.common import formats
from tte.common.clock import now
from tte.common.errors import PermissionRefused
from tte.longwork.keeping import scratch
from tte.longwork.kinds import Outcome, Progress, Result, Steps, work_kind
from tte.longwork.models import Work
from tte.longwork.selectors import actor_of
from tte.longwork.services import start_work
from tte.trail.services import record

PACK = "listings.evidence_pack"
ZIP_TYPE = "application/zip"


@transaction.atomic
def ask_for_pack(*, listing: Listing, by: Actor) -> Work:
    """Let a worker gather the evidence of this listing; it is written down that it was asked for."""
    record("listing.ask_evidence", listing, by=by)
    title = {"zh": f"决策证据包 {listing.code}", "en": f"Evidence pack {listing.code}"}
    return start_work(kind=PACK, title=title, arguments={"listing": listing.pk}, by=by)


@work_kind(PACK, title=_("Evidence pack"))
def make_pack(work: Work) -> Steps:
    """Every document with its hash in a manifest, the sheet in front last. Who may no longer see it gets nothing."""
    listing = listings().get(pk=work.arguments["listing"])
    reader = actor_of(work)
    if reader is None or not can_open_notice(reader, listing):
        raise PermissionRefused(_("This listing is no longer yours to see"))
    language = work.asked_by.language or "zh-hans"
    yield Progress(done=0, total=3, phase=_("Gathering"))
    path, made_at = scratch(work) / "pack.zip", now()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack, translation.override(language):
        files = list(_gathered(pack, listing, reader))
        told = [(each.says, each.sha256) for each in files]
        cover = cover_pdf(listing, told, formats.moment(made_at, language, zone=settings.TTE_TIME_ZONE), language)
        files.append(_written(pack, "cover.pdf", cover))
        manifest = {
            "listing": listing.code,
            "made_at": made_at,
            "made_for": work.membership.organisation.code,
            "files": [{"name": each.name, "sha256": each.sha256} for each in files],
        }
        pack.writestr("manifest.json", as_json(manifest))
    result = Result(path, f"evidence-{listing.code}.zip", ZIP_TYPE)
    return Outcome(_("%(count)s documents"), {"count": len(files)}, result=result)


@dataclass(frozen=True)
class _Kept:
    name: str
    says: str
    sha256: str


def _gathered(pack: zipfile.ZipFile, listing: Listing, reader: Actor) -> Iterator[_Kept]:
    """The documents and then the files that the reader may open, each content once."""
    papers = papers_of(listing, reader)
    for name, content in documents(listing, papers):
        yield _written(pack, name, content)
    for paper in {each.name: each for each in reversed(papers) if each.is_open}.values():
        put_in(pack, paper)
        yield _Kept(paper.name, paper.what, paper.file.sha256)


def _written(pack: zipfile.ZipFile, name: str, content: bytes) -> _Kept:
    pack.writestr(name, content)
    return _Kept(name, name, hashlib.sha256(content).hexdigest())
