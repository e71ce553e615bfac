"""An achievement taken down: the mark that every row of it is asked by, and the evidence that is kept (R8-03)."""

from functools import cache
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.sql import Query

from listings.enums import TakedownState, TakedownWordKind
from tte.common.clock import ClockTimestamp


class Takedown(models.Model):
    """One act by which an achievement with all that hangs on it is shown to nobody while it stands (R8-03).

    `was_public` says whether the public ever saw it: then its addresses say that it was taken down, otherwise they say
    nothing. `basis` is for the exchange alone. What was taken down with another in one act names the `first`.
    """

    achievement = models.ForeignKey("listings.Achievement", on_delete=models.PROTECT, related_name="takedowns")
    office = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="takedowns")
    first = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="others")
    code = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, choices=TakedownState.choices, default=TakedownState.STANDING)
    reason_code = models.CharField(max_length=10)
    basis = models.TextField(max_length=1000)
    was_public = models.BooleanField()
    taken_down_at = models.DateTimeField()
    taken_down_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reinstatement_code = models.CharField(max_length=10, blank=True)
    reinstatement_text = models.TextField(max_length=1000, blank=True)
    reinstated_at = models.DateTimeField(null=True)
    reinstated_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["office", "-taken_down_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["achievement"], condition=Q(state=TakedownState.STANDING), name="one_takedown_stands"
            ),
            models.CheckConstraint(
                condition=Q(reinstated_at=None, reinstated_by=None)
                | Q(reinstated_at__isnull=False, reinstated_by__isnull=False),
                name="reinstatement_has_its_author",
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def together(self) -> "list[Takedown]":
        """The others of the same act; prefetch `TOGETHER` where there are many."""
        first = self.first or self
        return [each for each in (first, *first.others.all()) if each.pk != self.pk]


TOGETHER = ("others", "first__others")


class TakedownEvidence(models.Model):
    """What there was when it was taken down, as one text with its hash. Rows are only ever added."""

    takedown = models.OneToOneField(Takedown, on_delete=models.PROTECT, related_name="evidence")
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField(db_default=ClockTimestamp())

    def __str__(self):
        return self.sha256


class TakedownFile(models.Model):
    """A file kept with it, by hash: its row cannot be changed while the takedown stands. Rows are only ever added."""

    takedown = models.ForeignKey(Takedown, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    role = models.CharField(max_length=60)

    def __str__(self):
        return f"{self.role} {self.sha256[:8]}"


class TakedownReport(models.Model):
    """The letter by which an authority was told of it. It names the act and the reason, and nothing of the content."""

    takedown = models.ForeignKey(Takedown, on_delete=models.PROTECT, related_name="reports")
    delivery = models.OneToOneField("notices.Delivery", on_delete=models.PROTECT, related_name="takedown_report")

    def __str__(self):
        return f"{self.takedown_id} {self.delivery_id}"


class TakedownWord(models.Model):
    """What the holder wrote to the exchange about it, and what the exchange answered. Rows are only ever added.

    The two sides alone read it.
    """

    takedown = models.ForeignKey(Takedown, on_delete=models.PROTECT, related_name="words")
    kind = models.CharField(max_length=10, choices=TakedownWordKind.choices)
    text = models.TextField(max_length=2000)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(db_default=ClockTimestamp())

    def __str__(self):
        return f"{self.takedown_id} {self.kind}"


CHAINS: dict[type[models.Model], tuple[str, ...]] = {}
"""Of each table that tells of an achievement the foreign keys that lead to it; empty for the achievement itself."""


class Shown(models.Manager):
    """Rows whose achievement is not taken down. Asked without a join, so that locks and comparisons stay what they are.

    `_base_manager` alone reaches the rest: the evidence, and whoever already holds a row of it.
    """

    path: ClassVar[tuple[str, ...]] = ()

    def contribute_to_class(self, cls: type[models.Model], name: str) -> None:
        super().contribute_to_class(cls, name)
        CHAINS[cls] = self.path

    def get_queryset(self) -> QuerySet[Any]:
        query = shown_query(self.model, self.path).chain()
        return self._queryset_class(model=self.model, query=query, using=self._db, hints=self._hints)


@cache
def shown_query(model: type[models.Model], path: tuple[str, ...]) -> Query:
    """Built once: every statement of a page begins with it."""
    hidden = {f"{path[0]}__in": taken_down(model, path)} if path else {"pk__in": standing()}
    return QuerySet(model).exclude(**hidden).query


def standing() -> QuerySet[Any]:
    """The keys of the achievements that are taken down now."""
    return Takedown.objects.filter(state=TakedownState.STANDING).values("achievement")


def taken_down(model: Any, path: tuple[str, ...]) -> QuerySet[Any]:
    """What the first key of `path` may not lead to."""
    if len(path) == 1:
        return standing()
    target = model._meta.get_field(path[0]).related_model
    return target._base_manager.filter(**{f"{path[1]}__in": taken_down(target, path[1:])}).values("pk")


def shown_by(*path: str) -> Any:
    """A manager for a table that reaches its achievement by these foreign keys, one after the other."""
    return type("Shown", (Shown,), {"path": path})()
