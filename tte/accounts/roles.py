"""All permissions and all roles on one page. Nobody is given a permission except through a role."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tte.accounts.enums import OrganisationKind, Role


class Permission(StrEnum):
    ACHIEVEMENT_POST = "achievement.post"
    ACHIEVEMENT_SUBMIT = "achievement.submit"
    LISTING_AUDIT = "listing.audit"
    CASES_LEAD = "cases.lead"
    QUESTION_ASK = "question.ask"
    LISTING_TAKE_DOWN = "listing.take_down"
    INTENT_REGISTER = "intent.register"
    BIDDER_QUALIFY = "bidder.qualify"
    DEPOSIT_CONFIRM = "deposit.confirm"
    BID_PLACE = "bid.place"
    DEAL_CONFIRM = "deal.confirm"
    CONTRACT_FILE = "contract.file"
    CONTRACT_REVIEW = "contract.review"
    CONTRACT_SECOND_REVIEW = "contract.second_review"
    STATISTICS_BROWSE = "statistics.browse"
    STATISTICS_EXPORT = "statistics.export"
    TRAIL_READ = "trail.read"
    REGISTER_TAKE_OVER = "register.take_over"
    PEOPLE_MANAGE = "people.manage"
    RULES_MANAGE = "rules.manage"
    WEBHOOKS_MANAGE = "webhooks.manage"


P = Permission

PERMISSION_WORDS: dict[Permission, str | Promise] = {
    P.ACHIEVEMENT_POST: _("Post an achievement"),
    P.ACHIEVEMENT_SUBMIT: _("Review and submit achievements of the unit"),
    P.LISTING_AUDIT: _("Audit and list achievements"),
    P.CASES_LEAD: _("Lead the queues of the office: see and assign cases"),
    P.QUESTION_ASK: _("Ask about listings and write to their holders"),
    P.LISTING_TAKE_DOWN: _("Take down what must not be public, and keep its evidence"),
    P.INTENT_REGISTER: _("Register an intent"),
    P.BIDDER_QUALIFY: _("Qualify bidders"),
    P.DEPOSIT_CONFIRM: _("Confirm and return deposits"),
    P.BID_PLACE: _("Bid and negotiate"),
    P.DEAL_CONFIRM: _("Confirm deals"),
    P.CONTRACT_FILE: _("File a contract for registration"),
    P.CONTRACT_REVIEW: _("Review contracts"),
    P.CONTRACT_SECOND_REVIEW: _("Review contracts a second time and register them"),
    P.STATISTICS_BROWSE: _("Browse statistics"),
    P.STATISTICS_EXPORT: _("Export statistics"),
    P.TRAIL_READ: _("Read the trail"),
    P.REGISTER_TAKE_OVER: _("Take over an older register of contracts"),
    P.PEOPLE_MANAGE: _("Manage organisations, people and roles"),
    P.RULES_MANAGE: _("Manage rules, code lists and calendars"),
    P.WEBHOOKS_MANAGE: _("Manage the webhooks of the organisation"),
}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.RESEARCHER: frozenset({P.ACHIEVEMENT_POST, P.QUESTION_ASK}),
    Role.OFFICER: frozenset(
        {P.ACHIEVEMENT_POST, P.ACHIEVEMENT_SUBMIT, P.CONTRACT_FILE, P.QUESTION_ASK, P.WEBHOOKS_MANAGE}
    ),
    Role.AGENT: frozenset({P.INTENT_REGISTER, P.BID_PLACE, P.QUESTION_ASK}),
    Role.AUDITOR: frozenset({P.LISTING_AUDIT, P.BIDDER_QUALIFY, P.DEAL_CONFIRM}),
    Role.HEAD: frozenset({P.CASES_LEAD, P.LISTING_TAKE_DOWN, P.WEBHOOKS_MANAGE}),
    Role.BROKER: frozenset({P.QUESTION_ASK}),
    Role.REGISTRAR: frozenset({P.CONTRACT_REVIEW, P.STATISTICS_BROWSE}),
    Role.REVIEWER: frozenset({P.CONTRACT_SECOND_REVIEW, P.STATISTICS_BROWSE}),
    Role.FINANCE: frozenset({P.DEPOSIT_CONFIRM}),
    Role.EXPERT: frozenset(),
    Role.INSPECTOR: frozenset({P.TRAIL_READ}),
    Role.STATISTICIAN: frozenset({P.STATISTICS_BROWSE, P.STATISTICS_EXPORT}),
    Role.ADMINISTRATOR: frozenset(
        {
            P.PEOPLE_MANAGE,
            P.RULES_MANAGE,
            P.WEBHOOKS_MANAGE,
            P.REGISTER_TAKE_OVER,
            P.STATISTICS_BROWSE,
            P.STATISTICS_EXPORT,
        }
    ),
}

STAFF_ROLES = frozenset(
    {
        Role.AUDITOR,
        Role.HEAD,
        Role.REGISTRAR,
        Role.REVIEWER,
        Role.FINANCE,
        Role.STATISTICIAN,
        Role.ADMINISTRATOR,
        Role.INSPECTOR,
    }
)

K = OrganisationKind

ROLES_BY_KIND: dict[OrganisationKind, tuple[Role, ...]] = {
    K.HOLDER: (Role.OFFICER, Role.RESEARCHER),
    K.ENTERPRISE: (Role.AGENT, Role.OFFICER, Role.RESEARCHER),
    K.EXCHANGE: (Role.AUDITOR, Role.HEAD, Role.FINANCE, Role.EXPERT, Role.STATISTICIAN),
    K.AGENCY: (Role.REGISTRAR, Role.REVIEWER, Role.HEAD, Role.STATISTICIAN, Role.INSPECTOR),
    K.TRANSFER: (Role.BROKER,),
    K.OPERATOR: (Role.ADMINISTRATOR, Role.INSPECTOR, Role.STATISTICIAN),
}
