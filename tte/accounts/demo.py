"""The demonstration's own accounts: one key each, mostly the code of a role. It needs TTE_DEMO."""

from django.conf import settings
from django.db.models import QuerySet

from tte.accounts.models import Membership, User

DOMAIN = "demo.example"


def demo_email(key: str) -> str:
    return f"{key}@{DOMAIN}"


def buttons_open() -> bool:
    """Signing in by a button needs no password, so it exists only in a demonstration that is not public."""
    return settings.TTE_DEMO and settings.TTE_ROLE_BUTTONS


def demo_user(key: str) -> User | None:
    """The demo account of a key such as `auditor`; None where the buttons are closed."""
    if not buttons_open():
        return None
    return User.objects.filter(email=demo_email(key), is_active=True).first()


def demo_memberships() -> QuerySet[Membership]:
    """What the sign-in page offers: the first running membership of every demo account, in the order they were made."""
    if not buttons_open():
        return Membership.objects.none()
    running = Membership.objects.filter(user__email__endswith=f"@{DOMAIN}", user__is_active=True, ended_at=None)
    firsts = running.order_by("user_id", "granted_at", "pk").distinct("user_id").values("pk")
    return Membership.objects.filter(pk__in=firsts).select_related("user", "organisation").order_by("user_id")
