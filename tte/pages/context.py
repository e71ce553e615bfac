"""What every page's frame needs: names, the rail of the acting role, who one acts for, what waits in the inbox."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject, cached_property

from tte.common.languages import is_chinese
from tte.common.middleware import ADDRESSED
from tte.common.parts import Link
from tte.drafts.tickets import read_ticket
from tte.notices.selectors import unread_count
from tte.pages.presenting.desk import rail
from tte.pages.presenting.nav import main_nav


class Shell:
    """Computed only where a template asks for it; a public page of a visitor asks the database nothing."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.actor = getattr(request, "actor", None)

    @property
    def operator(self) -> str:
        return settings.TTE_OPERATOR_NAME_ZH if is_chinese() else settings.TTE_OPERATOR_NAME_EN

    @property
    def operator_other(self) -> str:
        return settings.TTE_OPERATOR_NAME_EN if is_chinese() else settings.TTE_OPERATOR_NAME_ZH

    @cached_property
    def nav(self) -> list[Link]:
        return main_nav(self._request.path)

    @property
    def here(self) -> str:
        """Where a switch comes back to. A page that refused a form may not open again: it is the page of the form."""
        request = self._request
        if request.method != "POST":
            return self._without_language()
        ticket = read_ticket(request.POST.get("kept", ""))
        before = urlsplit(request.headers.get("Referer", ""))
        if ticket and ticket.page:
            return ticket.page
        return before.path if before.netloc == request.get_host() else request.get_full_path()

    def _without_language(self) -> str:
        """The address of the page as its reader asked for it, but for the language it names."""
        rest = self._request.GET.copy()
        rest.pop("lang", None)
        return f"{self._request.path}?{rest.urlencode()}" if rest else self._request.path

    @property
    def canonical(self) -> str:
        """The one address of this page; in the language that its address names, if it names one."""
        asked = self._request.GET.get("lang", "")
        return self._address() + (f"?lang={asked}" if asked in ADDRESSED else "")

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """The same page in each language, and without one, for search engines."""
        pages = [(code, f"{self._address()}?lang={asked}") for asked, code in (("zh", "zh-Hans"), ("en", "en"))]
        return [*pages, ("x-default", self._address())]

    def _address(self) -> str:
        return settings.TTE_BASE_URL + self._request.path

    @property
    def search_url(self) -> str:
        return reverse("listings:search")

    @property
    def demo(self) -> bool:
        return settings.TTE_DEMO

    @property
    def demonstration_periods(self) -> bool:
        return settings.TTE_RULE_SET == "DEMO"

    @property
    def rail(self) -> list:
        return rail(self.actor, self._request.path) if self.actor else []

    @property
    def memberships(self) -> list:
        return getattr(self._request, "memberships", [])

    @property
    def unread(self) -> int:
        return unread_count(self.actor.user) if self.actor else 0


def shell(request: HttpRequest) -> dict[str, object]:
    return {"shell": SimpleLazyObject(lambda: Shell(request))}
