from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ExportForm(models.TextChoices):
    """What a file is for. `raw` holds every value exactly; `sheet` guards text that a spreadsheet would calculate."""

    CSV_RAW = "raw", _("CSV, exact values")
    CSV_SHEET = "sheet", _("CSV for spreadsheets")
    XLSX = "xlsx", _("XLSX workbook")


class Measure(models.TextChoices):
    CONTRACTS = "n", pgettext_lazy("count", "Contracts")
    TURNOVER = "total", _("Turnover")
    TECHNOLOGY = "technology", _("Technology amount")


class Side(models.TextChoices):
    """R2-03: output counts a contract by its seller, absorption by its buyer."""

    OUTPUT = "output", _("Output")
    ABSORPTION = "absorption", _("Absorption")
