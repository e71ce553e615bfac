from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    SECONDS = "seconds", _("seconds")
    MINUTES = "minutes", _("minutes")
    HOURS = "hours", _("hours")
    DAYS = "days", _("days")
    WORKING_DAYS = "working_days", _("working days")
    YUAN = "yuan", _("yuan")
    PERCENT = "percent", _("percent")
    COUNT = "count", _("pieces")


class Mark(models.TextChoices):
    """How a fact is known: found in a published text, believed true, or decided for this software."""

    SOURCED = "sourced", _("Sourced")
    GENERAL = "general", _("General knowledge, not confirmed")
    DESIGN = "design", _("Design choice")


class CodeList(models.TextChoices):
    """Every code list; the value is the name of its file in `data/codes/`."""

    CONTRACT_TYPE = "contract_type", _("Contract types")
    LICENCE_MODE = "licence_mode", _("Licence modes")
    TECHNOLOGY_FIELD = "technology_field", _("Technology fields")
    IP_TYPE = "ip_type", _("Types of intellectual property")
    PARTY_TYPE = "party_type", _("Types of party")
    PLAN_SOURCE = "plan_source", _("Plan sources")
    OBJECTIVE = "objective_gbt24450", _("Socio-economic objectives")
    OBJECTIVE_OLD = "objective_old", _("Socio-economic objectives, older list")
    REGION = "region", _("Regions")
    AMOUNT_BRACKET = "amount_bracket", _("Amount brackets")
    PAYMENT_METHOD = "payment_method", _("Payment methods")
    CONVERSION_WAY = "conversion_way", _("Ways of conversion")
    COOPERATION_MODE = "cooperation_mode", _("Cooperation modes")
    MATURITY = "maturity_trl", _("Technology readiness levels")
    MATURITY_EVIDENCE = "maturity_trl_evidence", _("Evidence of readiness")
    ACHIEVEMENT_KIND = "achievement_kind", _("Kinds of achievement")
    ACHIEVEMENT_ORIGIN = "achievement_origin", _("Origins of an achievement")
    ACHIEVEMENT_FORM = "achievement_form", _("Forms of an achievement")
    ACHIEVEMENT_LEVEL = "achievement_level", _("Levels of an achievement")
    ACHIEVEMENT_STAGE = "achievement_stage", _("Stages of an achievement")
    REFUSAL_REASON = "refusal_reason", _("Reasons to refuse a registration")
    AUDIT_REASON = "audit_reason", _("Reasons to return or refuse a listing")
    IDENTIFIER_SCHEME = "identifier_scheme", _("Identifier schemes")
    CURRENCY = "currency", _("Currencies")
    HOLIDAY = "holiday", _("Public holidays")


class RuleKey(StrEnum):
    """Every figure that the software asks a rule set for, in the order of the public page."""

    UNIT_REVIEW = "audit.unit"
    EXCHANGE_AUDIT = "audit.limit"
    NOTICE_NEGOTIATED = "notice.NEG"
    NOTICE_PUBLIC = "notice.LIST-PUB"
    NOTICE_PRIVATE = "notice.LIST-PRIV"
    NOTICE_SOE_SMALL = "notice.LIST-SOE"
    NOTICE_SOE_LARGE = "notice.LIST-SOE.large"
    SOE_SMALL_FROM = "notice.LIST-SOE.from"
    SOE_LARGE_ABOVE = "notice.LIST-SOE.threshold"
    DEPOSIT_RATE = "deposit.share"
    DEPOSIT_RATE_CAP = "deposit.cap"
    DEPOSIT_REFUND = "deposit.return"
    QUALIFICATION = "qualification.limit"
    BIDDING_LEAD = "bidding.lead"
    BIDDING_DURATION = "bidding.duration"
    EXTENSION_WINDOW = "bidding.extension_window"
    EXTENSION = "bidding.extension"
    DEAL_CONFIRMATION = "deal.confirmation"
    DISCLOSURE_DELAY = "disclosure.due"
    DISCLOSURE_PERIOD = "disclosure.period"
    CONTRACT_SIGNING = "contract.signing"
    REGISTRATION_REVIEW = "review.limit"
    REGISTRATION_REVIEW_LARGE = "review.limit.large"
    SECOND_REVIEW = "review.second"
    LARGE_CONTRACT = "review.large.threshold"
    RATIO_LOW = "amount.ratio.floor"
    RATIO_FULL = "amount.ratio.full"
    CARRIER_SETS = "amount.carrier.sets"
    MAJOR_CONTRACT = "statistics.major_contract"
    SUPPRESS_SELLERS = "statistics.suppress_sellers"
    SUPPRESS_SHARE = "statistics.suppress_share"
