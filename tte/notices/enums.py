from django.db import models
from django.utils.translation import gettext_lazy as _


class MailChoice(models.TextChoices):
    """When a notice goes by e-mail; it always stands in the inbox."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("In the daily digest")
    WEEKLY = "weekly", _("In the weekly digest")
    NONE = "none", _("Not by e-mail")


class DeliveryState(models.TextChoices):
    QUEUED = "queued", _("Being sent")
    SENT = "sent", _("Mailed")
    FAILED = "failed", _("Not sent")
    BOUNCED = "bounced", _("Came back")
    WITHHELD = "withheld", _("Withheld")
