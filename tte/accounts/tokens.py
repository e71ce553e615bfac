"""API tokens: `Authorization: Bearer <token>` acts through the membership the token was issued for."""

import hashlib
import secrets

from django.db import transaction
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from tte.accounts.actor import Actor
from tte.accounts.models import ApiToken, User
from tte.accounts.selectors.membership import actor_of


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def issue_token(*, label: str, by: Actor) -> str:
    """A new token for the acting membership. The text is returned once and never kept."""
    token = secrets.token_urlsafe(32)
    ApiToken.objects.create(membership=by.acting_as, label=label, digest=digest_of(token))
    return token


class TokenAuthentication(BaseAuthentication):
    """Sets `request.actor`. An unknown, revoked or ended token is 401, never a visitor."""

    keyword = b"bearer"

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        parts = get_authorization_header(request).split()
        if len(parts) != 2 or parts[0].lower() != self.keyword:
            return None
        token = (
            ApiToken.objects.filter(digest=digest_of(parts[1].decode("latin-1")), revoked_at=None)
            .filter(membership__ended_at=None, membership__user__is_active=True)
            .select_related("membership__user", "membership__organisation")
            .first()
        )
        if token is None:
            raise AuthenticationFailed(_("This token is unknown or no longer valid"))
        request._request.actor = actor_of(token.membership.user, token.membership)
        return token.membership.user, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"
