from django.db import models
from django.utils.translation import gettext_lazy as _


class Mode(models.TextChoices):
    """Whether one bad row keeps all the others out."""

    ALL = "all", _("All or nothing: if one row is bad, none is imported")
    GOOD = "good", _("The valid rows: faulty ones stay out and are given back as a sheet")


class BatchState(models.TextChoices):
    UPLOADED = "uploaded", _("To be checked")
    CHECKED = "checked", _("Checked")
    BEGUN = "begun", _("Partly entered")
    ENTERED = "entered", _("Entered")
    DISCARDED = "discarded", _("Discarded")


class Format(models.TextChoices):
    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"
