from django.db import models
from django.utils.translation import gettext_lazy as _


class FileFault(models.TextChoices):
    """What may be wrong with a file."""

    OTHER_TYPE = "other_type", _("its content is not of the type that its name says")
    MACRO = "macro", _("it holds macros")
    ACTIVE = "active", _("it would run something when it is opened")
    EMBEDDED = "embedded", _("other files are packed inside it")
    ENCRYPTED = "encrypted", _("it is encrypted, so nobody can look into it")
    BOMB = "bomb", _("it would grow out of all measure when unpacked")
    UNREADABLE = "unreadable", _("it cannot be read; it may be damaged")
    LONG = "long", _("it is so long that only its beginning was looked at")
    TOO_HARD = "too_hard", _("it could not be looked at within the time and memory there is for one file")
    SMALL = "small", _("it is too small to be looked at")
    PLACE = "place", _("its metadata say where it was taken")
    PERSON = "person", _("its metadata name a person")
    BLANK = "blank", _("it shows nothing")
