import uuid
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import models
from django.db.models import Q

from tte.common.clock import ClockTimestamp
from tte.common.withholding import NotWithheld
from tte.notices.enums import DeliveryState, MailChoice


class Notice(models.Model):
    """What is owed to a person: written in the transaction of the act, shown in the inbox.

    `key` makes it once only. `membership` is the one by which it concerns the person; without one it concerns the
    person alone. `mail` is what the person had chosen at that moment: a delivery of its own, or a digest, which is
    `digest` once it is made. A notice of something taken down is withheld: it is in no inbox, digest or mail (R8-03).
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices")
    membership = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, null=True, related_name="notices")
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    context = models.JSONField(default=dict)
    url = models.CharField(max_length=300)
    mail = models.CharField(max_length=8, choices=MailChoice, default=MailChoice.AT_ONCE)
    digest = models.ForeignKey("Delivery", on_delete=models.PROTECT, null=True, related_name="digested")
    owed_at = models.DateTimeField(db_default=ClockTimestamp())
    read_at = models.DateTimeField(null=True)
    withheld_at = models.DateTimeField(null=True)

    objects = NotWithheld()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "key"], name="notice_once_per_key"),
            models.CheckConstraint(
                condition=Q(digest=None) | Q(mail__in=[MailChoice.DAILY, MailChoice.WEEKLY]),
                name="notice_digested_as_chosen",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-owed_at", "-id"], name="notice_inbox_by_time"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(
                fields=["mail", "owed_at"],
                condition=Q(digest=None, read_at=None, mail__in=[MailChoice.DAILY, MailChoice.WEEKLY]),
                name="notice_waits_for_digest",
            ),
        ]

    def __str__(self):
        return f"{self.kind} → {self.person_id}"


def new_message_id() -> str:
    """What names an e-mail for good, drawn when it is owed: a repeated attempt carries the same one."""
    return f"<{uuid.uuid4().hex}@{urlsplit(settings.TTE_BASE_URL).hostname}>"


class Delivery(models.Model):
    """An e-mail owed to a person, for one notice or as the digest of one `period`; or a letter to an address that may
    have no account, whose words the app that owes it writes (`letter` is their kind).

    A worker claims it by moving `next_at` beyond the time that an attempt may take; whatever comes of the attempt is
    written afterwards. `fault` is the last error as a class or a code of SMTP, never in the words of a server.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="deliveries")
    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, null=True, related_name="delivery")
    period = models.CharField(max_length=10, default="", blank=True)
    letter = models.CharField(max_length=60, default="", blank=True)
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.QUEUED)
    address = models.EmailField(max_length=254, default="", blank=True)
    message_id = models.CharField(max_length=300, unique=True, default=new_message_id)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(db_default=ClockTimestamp())
    fault = models.CharField(max_length=60, default="", blank=True)
    queued_at = models.DateTimeField(db_default=ClockTimestamp())
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(notice__isnull=False, period="", letter="", person__isnull=False)
                | (Q(notice=None, letter="", person__isnull=False) & ~Q(period=""))
                | (Q(notice=None, period="", person=None) & ~Q(letter="") & ~Q(address="")),
                name="delivery_of_a_notice_a_period_or_a_letter",
            ),
            models.UniqueConstraint(
                fields=["person", "period"], condition=~Q(period=""), name="digest_once_per_person_and_period"
            ),
            models.CheckConstraint(
                condition=~Q(state=DeliveryState.SENT) | Q(sent_at__isnull=False), name="sent_delivery_has_its_moment"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[DeliveryState.QUEUED, DeliveryState.SENT]) | Q(failed_at__isnull=False),
                name="failed_delivery_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(state=DeliveryState.QUEUED), name="delivery_queued"),
            models.Index(fields=["state", "-id"], name="delivery_by_state"),
        ]

    def __str__(self):
        return f"{self.message_id}: {self.state}"

    @property
    def token(self) -> str:
        """The part of the message id that nobody can guess; an answer of a mail server brings it back."""
        return self.message_id[1:].partition("@")[0]


class Preference(models.Model):
    """What a person has chosen for one kind of notice; without a row a kind is mailed at once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notice_preferences")
    kind = models.CharField(max_length=60)
    mail = models.CharField(max_length=8, choices=MailChoice)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="preference_once_per_kind")]

    def __str__(self):
        return f"{self.kind} → {self.person_id}: {self.mail}"


class Undeliverable(models.Model):
    """An address from which mail comes back for good. It is written to again once its person has shown that it works.

    An address that is removed and entered again is another row, and has to be confirmed before it is used.
    """

    address = models.OneToOneField(EmailAddress, on_delete=models.CASCADE, related_name="undeliverable")
    fault = models.CharField(max_length=60)
    since = models.DateTimeField(db_default=ClockTimestamp())
    asked_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"address {self.address_id}: {self.fault}"


class Mail(models.Model):
    """An e-mail kept where no mail server is configured; the demonstration shows them under /mailbox/."""

    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(default="", blank=True)
    headers = models.JSONField(default=dict)
    message_id = models.CharField(max_length=300, default="", blank=True, db_index=True)
    sent_at = models.DateTimeField(db_default=ClockTimestamp())
    withheld_at = models.DateTimeField(null=True)

    objects = NotWithheld()

    def __str__(self):
        return f"{self.to}: {self.subject}"
