from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from tte.common.clock import ClockTimestamp


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """One account a person. What the person may do comes only from memberships."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    is_active = models.BooleanField(default=True)
    sessions_ended = models.PositiveIntegerField(default=0)
    joined_at = models.DateTimeField(db_default=ClockTimestamp())

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_one_per_email")]

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """A session holds this; it counts no longer once the password, or `sessions_ended`, is another one."""
        before = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]  # in Django, not in its stubs
        return f"{before}.{self.sessions_ended}" if self.sessions_ended else before

    def __str__(self) -> str:
        return self.name or self.email
