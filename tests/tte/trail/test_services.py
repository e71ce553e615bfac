import pytest
from django.db import DatabaseError, transaction

from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.trail import EventFactory
from tte.accounts.enums import OrganisationState, Role
from tte.accounts.lifecycles import ORGANISATION
from tte.accounts.models import Organisation
from tte.common.errors import TransitionRefused
from tte.trail.models import Event
from tte.trail.selectors import events_of
from tte.trail.services import advance, record

pytestmark = pytest.mark.django_db


def test_record_keeps_person_and_organisation():
    actor, subject = make_actor(role=Role.ADMINISTRATOR), OrganisationFactory()
    event = record("organisation.look", subject, by=actor, why="test")
    assert (event.user_key, event.organisation_key) == (actor.user.pk, actor.organisation.pk)
    assert (event.subject_type, event.subject_key, event.data) == (
        "accounts.organisation",
        subject.pk,
        {"why": "test"},
    )
    assert list(events_of(subject)) == [event]


def test_advance_moves_the_state_and_writes_the_trail():
    subject = OrganisationFactory(awaiting=True)
    advance(subject, "admit", lifecycle=ORGANISATION, by=None)
    subject.refresh_from_db()
    assert subject.state == OrganisationState.ADMITTED
    assert [event.data for event in events_of(subject)] == [{"before": "awaiting", "after": "admitted"}]


def test_advance_refuses_a_row_that_moved_meanwhile():
    subject = OrganisationFactory(awaiting=True)
    stale = Organisation.objects.get(pk=subject.pk)
    advance(subject, "refuse", lifecycle=ORGANISATION, by=None)
    with pytest.raises(TransitionRefused):
        advance(stale, "refuse", lifecycle=ORGANISATION, by=None)
    assert events_of(subject).count() == 1


@pytest.mark.parametrize("rewrite", [lambda row: row.delete(), lambda row: Event.objects.update(kind="x")])
def test_the_trail_is_only_ever_added_to(rewrite):
    event = EventFactory()
    with pytest.raises(DatabaseError), transaction.atomic():
        rewrite(event)
    assert Event.objects.get().kind == "achievement.submit"
