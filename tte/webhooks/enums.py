from django.db import models
from django.utils.translation import gettext_lazy as _


class SubscriptionState(models.TextChoices):
    """`stopped` is a pause that nobody asked for: the receiver did not answer for long."""

    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")
    STOPPED = "stopped", _("Stopped: no answer came")
    ENDED = "ended", _("Ended")


class Sight(models.TextChoices):
    """Which of the events that the organisation may see are sent to it."""

    OWN = "own", _("Events of what concerns the organisation itself")
    PUBLIC = "public", _("Also what is public of all others")


class DispatchState(models.TextChoices):
    QUEUED = "queued", _("To be sent")
    SENT = "sent", _("Delivered")
    FAILED = "failed", _("Not delivered")
    WITHHELD = "withheld", _("Withheld")


class Fault(models.TextChoices):
    """Why an attempt came to nothing; an answer that is no success is told by its code."""

    ANSWER = "answer", _("The receiver answered with a refusal")
    REDIRECT = "redirect", _("The receiver leads elsewhere; redirects are not followed")
    TIMEOUT = "timeout", _("The receiver did not answer in time")
    UNREACHED = "unreached", _("The receiver could not be reached")
    HOST_UNKNOWN = "host_unknown", _("The host name is not known")
    CERTIFICATE = "certificate", _("The certificate of the receiver is not valid")
    ADDRESS = "address", _("The host leads to an address that is not public")
    BROKEN_OFF = "broken_off", _("No attempt came to an end")
    NOT_ITS_SIGHT = "not_its_sight", _("The organisation may not see it any more")
    SECRET_LOST = "secret_lost", _("The secret can no longer be read; renew it")
