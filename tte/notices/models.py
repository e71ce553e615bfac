from django.conf import settings
from django.db import models

from tte.common.clock import ClockTimestamp


class Notice(models.Model):
    """What is owed to a person: written in the transaction of the act, shown in the inbox, mailed by a job.

    `key` makes it once only. `delivered_at` is set by the job that claims the row.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    context = models.JSONField(default=dict)
    url = models.CharField(max_length=300)
    owed_at = models.DateTimeField(db_default=ClockTimestamp())
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind", "key"], name="notice_once_per_key")]
        indexes = [
            models.Index(fields=["person", "-owed_at"]),
            models.Index(fields=["owed_at"], condition=models.Q(delivered_at=None), name="notice_undelivered"),
        ]

    def __str__(self):
        return f"{self.kind} → {self.person_id}"


class Mail(models.Model):
    """An e-mail kept where no mail server is configured; the demonstration shows them under /mailbox/."""

    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    sent_at = models.DateTimeField(db_default=ClockTimestamp())

    def __str__(self):
        return f"{self.to}: {self.subject}"
