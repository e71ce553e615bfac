"""Whether the technology stands in the catalogue of what may not leave the country freely (R8-11)."""

from dataclasses import asdict

from django.utils.translation import gettext_lazy as _

from listings.enums import LISTING_AUDIT
from listings.models import Achievement
from listings.selectors.export_list import export_hits, export_list_version
from listings.selectors.public_text import public_parts
from tte.casework.checks import Finding, check

SHORT = (
    *("title_zh", "title_en", "abstract_zh", "abstract_en", "keywords_zh", "keywords_en"),
    *("project_name", "rights", "pictures", "attachments"),
)
LONG = ("description_zh", "description_en")


@check(LISTING_AUDIT, says=_("The export list of technologies names nothing like it"), rule="R8-11", proves="R8-11")
def export_list_names_nothing_like_it(achievement: Achievement) -> Finding:
    """By words alone: whether an entry really covers the technology is for a person to say.

    A description is read paragraph by paragraph: as a whole it may hold the words of much it does not speak of.
    """
    version = export_list_version()
    if version is None:
        return Finding.unchecked("no_list")
    parts = public_parts(achievement)
    told = "\n".join(parts[name] for name in SHORT if name in parts)
    paragraphs = [line for name in LONG for line in parts.get(name, "").splitlines() if line.strip()]
    hits = export_hits(told, *paragraphs)
    return Finding(not hits, entries=[asdict(hit) for hit in hits[:10]], version=asdict(version))
