"""Whether what is attached can be opened by those who must read it, does no harm, and bears out what is claimed."""

from django.utils.translation import gettext_lazy as _

from listings.enums import LISTING_AUDIT, AttachmentAudience, Evidence
from listings.models import Achievement
from listings.selectors.parts import papers_of, parts_with_files
from tte.casework.checks import Finding, check
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.common.together import all_of
from tte.files.looking import faults_of_file, faults_of_metadata, faults_of_picture
from tte.files.models import StoredFile
from tte.files.scanning import has_scanner, virus_in

KNOWN = ("application/pdf", "image/", "text/", "application/vnd.openxmlformats", "application/vnd.oasis")
PROVEN_FROM = 4


@check(LISTING_AUDIT, says=_("The secrecy review has its document"), rule="R8-02", proves="R8-01")
def secrecy_review_has_its_document(achievement: Achievement) -> Finding:
    return Finding(achievement.secrecy.paper_id is not None)


@check(LISTING_AUDIT, says=_("Every attachment is of a known type"), rule="R3-33", proves="R3-33")
def attachments_are_of_a_known_type(achievement: Achievement) -> Finding:
    strange = [each.name for each in papers_of(achievement) if not each.content_type.startswith(KNOWN)]
    return Finding(not strange, files=strange)


@check(LISTING_AUDIT, says=_("Every attachment opens, hides nothing and runs nothing"), rule="R3-33", proves="R3-33")
def attachments_are_sound(achievement: Achievement) -> Finding:
    return soundness(papers_of(achievement))


def soundness(files: list[StoredFile]) -> Finding:
    """By their content: type, macros, actions, files within, encryption, what they grow to."""
    found = []
    for each in files:
        if faults := faults_of_file(each):
            found.append([each.name, [str(fault) for fault in faults]])
    return Finding(not found, faults=found)


@check(
    LISTING_AUDIT,
    says=_("No public file says in its metadata who made it or where"),
    rule="R8-20",
    proves="R8-20",
)
def public_files_tell_of_nobody(achievement: Achievement) -> Finding:
    """Pictures, PDFs, Word and Excel documents for everybody; the holder's own name may stand there."""
    known, found = [achievement.holder.name_zh, achievement.holder.name_en], []
    public = (
        each for each in parts_with_files(achievement, "attachments") if each.audience == AttachmentAudience.PUBLIC
    )
    for each in public:
        if faults := faults_of_metadata(each.file, known):
            found.append([each.file.name, [str(fault) for fault in faults]])
    return Finding(not found, faults=found)


@check(LISTING_AUDIT, says=_("No file holds a virus that the scanner knows"), rule="R3-33", proves="R3-33e")
def files_hold_no_virus(achievement: Achievement) -> Finding:
    """Papers and pictures."""
    return scan([*papers_of(achievement), *(each.file for each in parts_with_files(achievement, "pictures"))])


def scan(files: list[StoredFile]) -> Finding:
    """Where the operator has no scanner nobody has looked, which is said as such."""
    if files and not has_scanner():
        return Finding.unchecked("no_scanner", files=len(files))
    found = []
    for file in files:
        with file.content.open("rb") as content:
            if virus := virus_in(content):
                found.append([file.name, virus])
    return Finding(not found, viruses=found, files=len(files))


@check(
    LISTING_AUDIT,
    says=_("Every picture shows something, in a size that can be looked at"),
    rule="R3-33",
    proves="R3-33",
)
def pictures_show_something(achievement: Achievement) -> Finding:
    least, found = rule(RuleKey.PICTURE_SIDE).number, []
    for each in parts_with_files(achievement, "pictures"):
        if faults := faults_of_picture(each.file, least):
            found.append([each.file.name, [str(fault) for fault in faults]])
    return Finding(not found, faults=found, side=least)


@check(LISTING_AUDIT, says=_("The maturity claimed has evidence attached"), rule="R4-10", proves="R4-10")
def maturity_has_papers(achievement: Achievement) -> Finding:
    """From the fourth level, on either scale: a file that is marked as evidence of the maturity."""
    level, of = (achievement.maturity_13, 13) if achievement.maturity_13 else (achievement.maturity, 9)
    is_needed = level is not None and level >= PROVEN_FROM
    has_papers = any(each.evidence == Evidence.MATURITY for each in all_of(achievement.attachments))
    return Finding(not is_needed or has_papers, level=level, of=of)
