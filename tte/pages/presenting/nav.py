"""The main navigation of the public pages."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tte.common.parts import Link


def main_nav(path: str) -> list[Link]:
    """Where a visitor may go; the entry whose address begins `path` is current."""
    places = (
        (_("Achievements"), reverse("listings:search")),
        (_("Online bidding"), reverse("listings:biddings")),
        (_("Results disclosed"), reverse("listings:disclosures")),
        (_("Agencies"), reverse("institutions:agencies")),
        (_("Statistics"), reverse("statistics:index")),
    )
    return [Link(label, url, current=path.startswith(url)) for label, url in places]
