from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    SECONDS = "seconds", _("seconds")
    MINUTES = "minutes", _("minutes")
    HOURS = "hours", _("hours")
    DAYS = "days", _("days")
    WORKING_DAYS = "working_days", _("working days")
    YEARS = "years", _("years")
    YUAN = "yuan", _("yuan")
    PERCENT = "percent", _("percent")
    COUNT = "count", _("pieces")


class Mark(models.TextChoices):
    """How a fact is known: found in a published text, believed true, or decided for this software."""

    SOURCED = "sourced", _("Sourced")
    GENERAL = "general", _("General knowledge, not confirmed")
    DESIGN = "design", _("Design choice")


class CodeList(StrEnum):
    """The code lists shipped with the software; the value is the name of the file in `data/codes/`.

    Operators may begin others.
    """

    CONTRACT_TYPE = "contract_type"
    LICENCE_MODE = "licence_mode"
    TECHNOLOGY_FIELD = "technology_field"
    IP_TYPE = "ip_type"
    PARTY_TYPE = "party_type"
    PLAN_SOURCE = "plan_source"
    OBJECTIVE = "objective_gbt24450"
    OBJECTIVE_OLD = "objective_old"
    REGION = "region"
    DIVISION = "division"
    COUNTRY = "country"
    AMOUNT_BRACKET = "amount_bracket"
    PAYMENT_METHOD = "payment_method"
    APPLICATION_DOCUMENT = "application_document"
    REFUSAL_REASON = "refusal_reason"
    CONVERSION_WAY = "conversion_way"
    COOPERATION_MODE = "cooperation_mode"
    DEMAND_TYPE = "demand_type"
    FORFEITURE_GROUND = "forfeiture_ground"
    ACHIEVEMENT_KIND = "achievement_kind"
    ACHIEVEMENT_ORIGIN = "achievement_origin"
    ACHIEVEMENT_FORM = "achievement_form"
    ACHIEVEMENT_LEVEL = "achievement_level"
    ACHIEVEMENT_STAGE = "achievement_stage"
    CONTRIBUTION = "contribution"
    EVALUATION_VALUE = "evaluation_value"
    MATURITY = "maturity_trl"
    MATURITY_EVIDENCE = "maturity_trl_evidence"
    MATURITY_13 = "maturity_13"
    TRIAL_STAGE = "trial_stage"
    AUDIT_REASON = "audit_reason"
    SUSPENSION_GROUND = "suspension_ground"
    TERMINATION_GROUND = "termination_ground"
    WITHDRAWAL_REASON = "withdrawal_reason"
    OBJECTION_GROUND = "objection_ground"
    OBJECTION_REFUSAL = "objection_refusal"
    CHECKLIST_LINE = "checklist_line"
    SECRECY_LEVEL = "secrecy_level"
    SECRECY_WORD = "secrecy_word"
    TRADE_CONTROL = "trade_control"
    TRANSFER_SERVICE = "transfer_service"
    INSTITUTION_FORM = "institution_form"
    INSTITUTION_UNIT = "institution_unit"
    BROKER_LEVEL = "broker_level"
    IDENTIFIER_SCHEME = "identifier_scheme"
    CURRENCY = "currency"
    HOLIDAY = "holiday"
    IP_STATUS = "ip_status"
    PRICE_BASIS = "price_basis"
    LICENCE_TERRITORY = "licence_territory"
    FIRST_REFUSAL_GROUND = "first_refusal_ground"
    ROOM_AGREEMENT = "room_agreement"
    QUESTION_REFUSAL = "question_refusal"
    MESSAGE_GROUND = "message_ground"
    TAKEDOWN_REASON = "takedown_reason"
    REINSTATEMENT_REASON = "reinstatement_reason"


class RuleKey(StrEnum):
    """Every figure that the software asks a rule set for, in the order of the public page."""

    UNIT_REVIEW = "audit.unit"
    EXCHANGE_AUDIT = "audit.limit"
    AUDIT_SECOND_ABOVE = "audit.second.above"
    AUDIT_IN_HAND = "audit.in_hand"
    AUDIT_SECOND_LOOK = "audit.second_look"
    AUDIT_SECOND_LOOK_LIMIT = "audit.second_look.limit"
    CASE_ANSWER = "case.answer"
    REMIND_DUE_SOON = "remind.due_soon"
    REMIND_ESCALATE = "remind.escalate"
    REMIND_ANSWER = "remind.answer"
    NOTICE_NEGOTIATED = "notice.NEG"
    NOTICE_PUBLIC = "notice.LIST-PUB"
    NOTICE_PRIVATE = "notice.LIST-PRIV"
    NOTICE_SOE_SMALL = "notice.LIST-SOE"
    NOTICE_SOE_LARGE = "notice.LIST-SOE.large"
    SOE_SMALL_FROM = "notice.LIST-SOE.from"
    SOE_LARGE_ABOVE = "notice.LIST-SOE.threshold"
    NOTICE_AUCTION = "notice.AUCTION"
    VIEWING = "notice.AUCTION.viewing"
    NOTICE_EXTENSION = "notice.extension"
    RESUMED_SHARE = "notice.resumed"
    RELIST_FREE = "notice.relist"
    SUSPENSION_LONGEST = "suspension.longest"
    OBJECTION_CONFIRMATION = "objection.confirmation"
    OBJECTION_ADMISSION = "objection.admission"
    OBJECTION_LIMIT = "objection.limit"
    QUESTION_ANSWER = "question.answer"
    FINANCE_FILING = "finance.filing"
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
    EXPORT_GATE_REGIONS = "export.gate.hk_macao_taiwan"
    TERM_INVENTION = "ip.term.11"
    TERM_UTILITY_MODEL = "ip.term.12"
    TERM_DESIGN = "ip.term.13"
    TERM_SOFTWARE = "ip.term.30"
    TERM_LAYOUT = "ip.term.40"
    TERM_VARIETY = "ip.term.50"
    PRICE_SAMPLE = "check.price.sample"
    PRICE_FACTOR = "check.price.factor"
    PICTURE_SIDE = "check.picture.side"
