"""Every door says who may open it: `@requires` or `@public` for pages, `door = …` for the API."""

import ast

from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.source import modules

# django-allauth guards its own doors: signing in, one's own password, addresses and second factor.
ALLAUTH = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_reauthenticate",
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_index",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_login_webauthn",
    "mfa_reauthenticate_webauthn",
}


def doors(patterns) -> list[URLPattern]:
    found = []
    for pattern in patterns:
        found += doors(pattern.url_patterns) if isinstance(pattern, URLResolver) else [pattern]
    return found


def says_who(door: URLPattern) -> bool:
    view = door.callback
    return getattr(view, "door", None) is not None or getattr(getattr(view, "cls", None), "door", None) is not None


def test_every_door_says_who_may_open_it():
    silent = [door for door in doors(get_resolver().url_patterns) if not says_who(door)]
    foreign = {door.name for door in silent if door.callback.__module__.startswith("allauth.")}
    assert [door for door in silent if not door.callback.__module__.startswith("allauth.")] == []
    assert foreign == ALLAUTH


def test_there_are_doors_to_look_at():
    """The control: the walk reaches pages of every floor and the API."""
    names = {door.callback.__module__.split(".")[0] for door in doors(get_resolver().url_patterns)}
    assert names >= {"tte", "institutions", "listings", "contracts", "allauth"}


def test_a_door_that_changes_something_says_so():
    """`@posted` instead of Django's own decorator: so every walk over the doors knows which answer no GET."""
    importing = {
        path
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and "require_POST" in {each.name for each in node.names}
    }
    assert importing == {"tte/common/doors.py"}
    posts = [door.name for door in doors(get_resolver().url_patterns) if getattr(door.callback, "methods", None)]
    assert ("bid" in posts, "room" in posts) == (True, False)
