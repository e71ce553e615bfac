import pytest

from tests.factories.accounts import MembershipFactory
from tte.accounts.models import Membership, Organisation
from tte.common.stencils import answer_to

written = []


def of(user):
    written.append(user.pk)
    own = Membership.objects.filter(user=user, ended_at=None).order_by().values("organisation")
    return Organisation.objects.filter(pk__in=own).order_by().values("pk")


@pytest.mark.django_db
def test_each_person_has_an_answer_of_their_own_to_a_question_that_is_written_once():
    first, second = MembershipFactory(), MembershipFactory()
    for each in (first, second, first):
        assert Organisation.objects.get(pk__in=answer_to(of, each.user)) == each.organisation
    assert len(written) == 1
