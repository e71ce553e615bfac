"""The pack as long work: asked for by the holder's officers or the exchange, made by a worker, fetched as one file."""

import hashlib
import zipfile

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from listings.evidence.content import as_json, documents
from listings.evidence.cover import cover_pdf
from listings.models import Listing
from listings.permissions import can_open_notice
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
    if not can_open_notice(actor_of(work), listing):
        raise PermissionRefused(_("This listing is no longer yours to see"))
    language = work.asked_by.language or "zh-hans"
    yield Progress(done=0, total=3, phase=_("Gathering"))
    path, made_at = scratch(work) / "pack.zip", now()
    hashes: list[tuple[str, str]] = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in documents(listing, language):
            pack.writestr(name, content)
            hashes.append((name, hashlib.sha256(content).hexdigest()))
        cover = cover_pdf(listing, hashes, formats.moment(made_at, language, zone=settings.TTE_TIME_ZONE), language)
        pack.writestr("cover.pdf", cover)
        hashes.append(("cover.pdf", hashlib.sha256(cover).hexdigest()))
        manifest = {
            "listing": listing.code,
            "made_at": made_at,
            "made_for": work.membership.organisation.code,
            "files": [{"name": name, "sha256": digest} for name, digest in hashes],
        }
        pack.writestr("manifest.json", as_json(manifest))
    result = Result(path, f"evidence-{listing.code}.zip", ZIP_TYPE)
    return Outcome(_("%(count)s documents"), {"count": len(hashes)}, result=result)
