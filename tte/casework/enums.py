from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseState(models.TextChoices):
    UNCLAIMED = "unclaimed", _("Unclaimed")
    IN_HAND = "in_hand", _("In hand")
    WAITING = "waiting", _("Waiting for party")
    CLOSED = "closed", _("Closed")
