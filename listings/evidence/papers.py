"""The files of an evidence pack, each under the hash of its content, as far as the reader may open it."""

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from listings.enums import AnnouncementKind, Evidence, ProposalKind
from listings.models import Listing, Proposal
from listings.permissions.objection import can_open_proof
from listings.permissions.supply import can_open_attachment, can_read_versions
from listings.selectors.objection import published_objections
from tte.accounts.actor import Actor
from tte.files.models import StoredFile
from tte.files.sniffing import EXTENSIONS

DECIDED_BY = (Evidence.PRICE, Evidence.CONSENT)


class ContentChanged(RuntimeError):
    """A stored file no longer has the content that its hash says; no pack is handed out."""


@dataclass(frozen=True)
class Paper:
    """`what` says what it is to the listing; the content of one that is not `open` stays out of the pack."""

    file: StoredFile
    what: str
    is_open: bool

    @property
    def name(self) -> str:
        return f"files/{self.file.sha256}.{EXTENSIONS.get(self.file.content_type, 'bin')}"


def papers_of(listing: Listing, reader: Actor) -> list[Paper]:
    """Of the secrecy review, the price, the consent of co-owners, requests and announcements, published objections."""
    return [
        *_reviewed(listing, reader),
        *_attached(listing, reader),
        *_asked_and_announced(listing),
        *_proofs(listing, reader),
    ]


def _reviewed(listing: Listing, reader: Actor) -> Iterator[Paper]:
    """The document by which the result may be public at all."""
    if paper := listing.achievement.secrecy.paper:
        yield Paper(paper, _("Secrecy review"), can_read_versions(reader, listing.achievement))


def _attached(listing: Listing, reader: Actor) -> Iterator[Paper]:
    rows = listing.achievement.attachments.filter(evidence__in=DECIDED_BY)
    for each in rows.select_related("file", "achievement__case").order_by("pk"):
        yield Paper(each.file, str(Evidence(each.evidence).label), can_open_attachment(reader, each))


def requests_of(listing: Listing) -> QuerySet[Proposal]:
    """What was asked for this listing, and for the one before it that it be listed again: so it came about."""
    again = Q(listing=listing.previous_id, kind=ProposalKind.RELISTING)
    rows = Proposal.objects.filter(Q(listing=listing) | again)
    return rows.select_related("asked_by", "approved_by", "decided_by", "evidence", "charge").order_by("pk")


def _asked_and_announced(listing: Listing) -> Iterator[Paper]:
    for request in requests_of(listing):
        if request.evidence:
            yield Paper(request.evidence, _("Request: %(what)s") % {"what": ProposalKind(request.kind).label}, True)
    for one in listing.announcements.select_related("evidence").order_by("pk"):
        if one.evidence:
            what = {"code": one.code, "what": AnnouncementKind(one.kind).label}
            yield Paper(one.evidence, _("Announcement %(code)s: %(what)s") % what, True)


def _proofs(listing: Listing, reader: Actor) -> Iterator[Paper]:
    for objection in published_objections(listing).prefetch_related("files__file").order_by("pk"):
        for proof in objection.files.all():
            what = _("Objection %(code)s") % {"code": objection.code}
            yield Paper(proof.file, what, can_open_proof(reader, proof))


def said_of(papers: list[Paper]) -> list[dict[str, Any]]:
    """The list of them; a name may tell who sent it, so it goes with the content."""
    return [
        {
            "what": paper.what,
            "name": paper.file.name if paper.is_open else None,
            "sha256": paper.file.sha256,
            "size": paper.file.size,
            "content": paper.name if paper.is_open else None,
        }
        for paper in papers
    ]


def put_in(pack: zipfile.ZipFile, paper: Paper) -> None:
    """Copy the content, which has to be what it was when it was sent."""
    digest = hashlib.sha256()
    with paper.file.content.open("rb") as source, pack.open(paper.name, "w") as target:
        while chunk := source.read(1 << 20):
            digest.update(chunk)
            target.write(chunk)
    if digest.hexdigest() != paper.file.sha256:
        raise ContentChanged(paper.file.sha256)
