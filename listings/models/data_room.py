"""The data room of a listing: what is shown in confidence, to whom, on what signature, and who looked (R8-05)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from listings.enums import RoomAccessState, RoomAct, RoomOpening
from listings.models.fields import line, passage
from listings.models.takedown import shown_by
from tte.common.clock import ClockTimestamp


class DataRoom(models.Model):
    """The confidential files of a listing, offered to enterprises one by one; unmarked types only if asked."""

    listing = models.OneToOneField("listings.Listing", on_delete=models.PROTECT, related_name="data_room")
    opening = models.CharField(max_length=20, choices=RoomOpening.choices, default=RoomOpening.DECISION)
    offers_unmarked = models.BooleanField(default=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    opened_at = models.DateTimeField(db_default=ClockTimestamp())

    objects = shown_by("listing", "achievement")

    def __str__(self):
        return str(self.listing)


class RoomAccess(models.Model):
    """One enterprise before one room, from its question to the end. `ends_on` is the last day.

    `soon_told` and `end_told` are the last days of which the enterprise has been told, ahead and afterwards. Who
    decided last is empty where the signature itself opened the room.
    """

    room = models.ForeignKey(DataRoom, on_delete=models.PROTECT, related_name="accesses")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="room_accesses")
    state = models.CharField(max_length=20, choices=RoomAccessState.choices, default=RoomAccessState.ASKED)
    reason = models.TextField(max_length=1000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=ClockTimestamp())
    decision = line(500)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    ends_on = models.DateField(null=True)
    soon_told = models.DateField(null=True)
    end_told = models.DateField(null=True)

    objects = shown_by("room", "listing", "achievement")

    class Meta:
        indexes = [models.Index(fields=["organisation", "-asked_at"])]
        constraints = [
            models.UniqueConstraint(fields=["room", "organisation"], name="one_access_an_organisation"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None) | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="room_decision_has_its_author",
            ),
        ]

    def __str__(self):
        return f"{self.room} {self.organisation}"


class RoomSignature(models.Model):
    """The agreement as it was signed by account, both texts with it: a correction of the list leaves it untouched.

    Never called a reliable electronic signature (R8-27). Rows are only ever added.
    """

    access = models.ForeignKey(RoomAccess, on_delete=models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(db_default=ClockTimestamp())
    version = models.CharField(max_length=60)
    text_zh = passage(4000)
    text_en = passage(4000)
    text_sha256 = models.CharField(max_length=64)

    objects = shown_by("access", "room", "listing", "achievement")

    def __str__(self):
        return f"{self.access} {self.version}"


class ExportDecision(models.Model):
    """What the exchange found of the export gate before one enterprise. The last row counts; rows are only added."""

    access = models.ForeignKey(RoomAccess, on_delete=models.PROTECT, related_name="export_decisions")
    office = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    trade_class = models.CharField(max_length=20)
    list_version = models.CharField(max_length=200)
    reference = line(100)
    note = line(500)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(db_default=ClockTimestamp())

    objects = shown_by("access", "room", "listing", "achievement")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(list_version=""), name="export_decision_names_its_list"),
            models.CheckConstraint(
                condition=~Q(trade_class="R") | ~Q(reference=""), name="restricted_export_names_its_licence"
            ),
        ]

    def __str__(self):
        return f"{self.access} {self.trade_class}"


class RoomEntry(models.Model):
    """One look at a room or one file taken from it; of the address only the network. Rows are only ever added."""

    access = models.ForeignKey(RoomAccess, on_delete=models.PROTECT, related_name="entries")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=20, choices=RoomAct.choices)
    attachment = models.ForeignKey("listings.Attachment", null=True, on_delete=models.PROTECT, related_name="+")
    file_name = line(200)
    file_sha256 = line(64)
    marked = models.BooleanField(default=False)
    address = line(60)
    happened_at = models.DateTimeField(db_default=ClockTimestamp())

    objects = shown_by("access", "room", "listing", "achievement")

    class Meta:
        indexes = [models.Index(fields=["access", "-happened_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(act=RoomAct.VIEW, attachment=None) | Q(act=RoomAct.DOWNLOAD, attachment__isnull=False),
                name="room_entry_names_its_file",
            ),
        ]

    def __str__(self):
        return f"{self.access} {self.act}"
