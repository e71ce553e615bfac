"""The permission matrix, written down by hand: whoever changes a role says so here too."""

from tte.accounts.enums import Role
from tte.accounts.roles import PERMISSION_WORDS, ROLE_PERMISSIONS, ROLES_BY_KIND, STAFF_ROLES, Permission

MATRIX = {
    "researcher": ["achievement.post", "question.ask"],
    "officer": ["achievement.post", "achievement.submit", "contract.file", "question.ask", "webhooks.manage"],
    "agent": ["bid.place", "intent.register", "question.ask"],
    "auditor": ["bidder.qualify", "deal.confirm", "listing.audit"],
    "head": ["cases.lead", "listing.take_down", "webhooks.manage"],
    "broker": ["question.ask"],
    "registrar": ["contract.review", "statistics.browse"],
    "reviewer": ["contract.second_review", "statistics.browse"],
    "finance": ["deposit.confirm"],
    "expert": [],
    "inspector": ["trail.read"],
    "statistician": ["statistics.browse", "statistics.export"],
    "administrator": [
        *("people.manage", "register.take_over", "rules.manage"),
        *("statistics.browse", "statistics.export", "webhooks.manage"),
    ],
}
STAFF = ["administrator", "auditor", "finance", "head", "inspector", "registrar", "reviewer", "statistician"]


def test_the_matrix_is_the_one_written_here():
    assert {role.value: sorted(ROLE_PERMISSIONS[role]) for role in Role} == MATRIX


def test_staff_roles_are_those_written_here():
    assert sorted(STAFF_ROLES) == STAFF


def test_every_permission_has_its_words_and_a_role():
    assert set(PERMISSION_WORDS) == set(Permission)
    assert set().union(*ROLE_PERMISSIONS.values()) == set(Permission)


def test_every_role_exists_in_some_kind_of_organisation():
    assert {role for roles in ROLES_BY_KIND.values() for role in roles} == set(Role)


def test_nobody_both_reviews_and_reviews_again():
    both = {Permission.CONTRACT_REVIEW, Permission.CONTRACT_SECOND_REVIEW}
    assert [role for role, permissions in ROLE_PERMISSIONS.items() if both <= permissions] == []
