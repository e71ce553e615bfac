from django.db import models
from django.utils.translation import gettext_lazy as _

CONTRACT_REVIEW = "contract_review"


class ContractState(models.TextChoices):
    """R1-54, as far as the road goes; later states join here."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    ACCEPTED = "accepted", _("Accepted")
    CORRECTION = "correction", _("Correction asked")
    SECOND_REVIEW = "second_review", _("Second review")
    REGISTERED = "registered", _("Registered")
    REFUSED = "refused", _("Registration refused")


class ItemKind(models.TextChoices):
    """What a non-technical item is; carriers within a reasonable quantity are not deducted (R1-60, R1-62)."""

    EQUIPMENT = "equipment", _("Equipment and instruments")
    MATERIALS = "materials", _("Raw materials and parts")
    CARRIER = "carrier", _("Carrier of the technology (prototype, sample set)")


class Step(models.TextChoices):
    """Who decides what on the case: the registrar reviews, another person checks (R1-29)."""

    ACCEPTANCE = "acceptance", _("Acceptance")
    REVIEW = "review", _("Review")
    SECOND_REVIEW = "second_review", _("Second review")


class Conclusion(models.TextChoices):
    ACCEPT = "accept", _("Accepted")
    CORRECTION = "correction", _("Correction asked")
    RECOMMEND_REGISTRATION = "recommend", _("Registration recommended")
    RECOMMEND_REFUSAL = "recommend_refusal", _("Refusal recommended")
    SEND_BACK = "send_back", _("Sent back to the registrar")
    REGISTER = "register", _("Registered")
    REFUSE = "refuse", _("Registration refused")
