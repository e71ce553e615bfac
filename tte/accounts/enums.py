from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person may be in an organisation (design: people and their jobs)."""

    RESEARCHER = "researcher", _("Researcher")
    OFFICER = "officer", _("Institution officer")
    AGENT = "agent", _("Enterprise agent")
    AUDITOR = "auditor", _("Exchange auditor")
    HEAD = "head", _("Head of office")
    BROKER = "broker", _("Broker")
    REGISTRAR = "registrar", _("Registrar")
    REVIEWER = "reviewer", _("Second reviewer")
    FINANCE = "finance", _("Finance officer")
    EXPERT = "expert", _("Expert")
    INSPECTOR = "inspector", _("Inspector")
    STATISTICIAN = "statistician", _("Statistician")
    ADMINISTRATOR = "administrator", _("Administrator")


class OrganisationKind(models.TextChoices):
    """The place of an organisation in the market; it decides which roles make sense there."""

    HOLDER = "holder", _("Holding institution")
    ENTERPRISE = "enterprise", _("Enterprise")
    EXCHANGE = "exchange", _("Exchange")
    AGENCY = "agency", _("Registration agency")
    TRANSFER = "transfer", _("Transfer institution")
    OPERATOR = "operator", _("Operator")


class IdentifierScheme(models.TextChoices):
    """How an organisation is identified; the credit code is one scheme, foreign parties have others."""

    CREDIT_CODE = "uscc", _("Unified social credit code")
    FOREIGN = "foreign", _("Foreign registration number")


class OrganisationState(models.TextChoices):
    """An organisation registered by its own people acts only once the operator has admitted it.

    One that only stands in a register taken over has no people: it is recorded until its own register it.
    """

    RECORDED = "recorded", _("Known from a register")
    AWAITING = "awaiting", _("Awaiting admission")
    ADMITTED = "admitted", _("Admitted")
    REFUSED = "refused", _("Admission refused")
