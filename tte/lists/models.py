"""How a person likes to see lists: views kept under a name, and the columns chosen."""

from django.conf import settings
from django.db import models

from tte.common.clock import ClockTimestamp


class SavedView(models.Model):
    """Conditions, order and columns of one list under a name, private to a person.

    A list of an organisation has its views in one membership; `membership` is empty where a list is everybody's.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    membership = models.ForeignKey("accounts.Membership", null=True, on_delete=models.CASCADE, related_name="+")
    list_code = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    query = models.TextField(blank=True)
    is_default = models.BooleanField(default=False)
    saved_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "membership", "list_code", "name"],
                nulls_distinct=False,
                name="view_name_once_per_list",
            ),
            models.UniqueConstraint(
                fields=["user", "membership", "list_code"],
                condition=models.Q(is_default=True),
                nulls_distinct=False,
                name="view_one_default_per_list",
            ),
        ]

    def __str__(self):
        return self.name


class ColumnChoice(models.Model):
    """The columns a person wants in one list, by their keys."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    list_code = models.CharField(max_length=60)
    columns = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "list_code"], name="columns_once_per_list")]

    def __str__(self):
        return f"{self.list_code} {self.user_id}"
