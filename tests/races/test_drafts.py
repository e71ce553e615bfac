"""Two windows of one person in one form, saving at the same moment: first with the lock taken away, then as it is."""

import threading

import pytest
from django.db import transaction

from tests.factories.accounts import make_actor
from tests.factories.drafts import DraftFactory
from tests.together import at_once
from tte.accounts.enums import Role
from tte.common.clock import now
from tte.drafts.models import Draft
from tte.drafts.services import CarriedOut, keep_typing, let_go, take_typing

pytestmark = pytest.mark.django_db(transaction=True)
FORM = {"form": "achievement.return", "about": "A1", "page": "/"}


def save(actor, tab: str, base: int, text: str):
    return lambda: keep_typing(**FORM, tab=tab, base=base, values={"reason": [text]}, by=actor)


def test_looking_before_saving_loses_the_typing_of_one_window():
    """The control: both look at the version, find it is theirs and write; one text is gone without a word."""
    draft = DraftFactory()
    looked = threading.Barrier(2)

    def careless(text: str):
        def act() -> bool:
            seen = Draft.objects.get(pk=draft.pk)
            looked.wait()
            if seen.version != 1:
                return False
            Draft.objects.filter(pk=draft.pk).update(values={"reason": [text]}, version=2)
            return True

        return act

    assert at_once(careless("摘要过短"), careless("权利不清")) == [True, True]
    assert len(Draft.objects.get().values) + len(Draft.objects.get().aside) == 1


@pytest.mark.parametrize("made_before", [False, True])
def test_two_windows_saving_at_once_keep_both_texts_and_tell_one_of_them(made_before):
    actor = make_actor(role=Role.OFFICER)
    base = 0
    if made_before:
        base = save(actor, "zero", 0, "摘")().draft.version

    results = at_once(save(actor, "one", base, "摘要过短"), save(actor, "two", base, "权利不清"))

    assert sorted(kept.stands for kept in results) == [False, True]
    draft = Draft.objects.get()
    held = [draft.values, *(each["values"] for each in draft.aside.values())]
    assert sorted(values["reason"][0] for values in held) == ["摘要过短", "权利不清"]


def test_a_save_that_waits_for_its_form_to_be_carried_out_brings_nothing_back():
    actor = make_actor(role=Role.OFFICER)
    save(actor, "one", 0, "摘要过短")()
    taken = threading.Event()

    def send() -> None:
        with transaction.atomic():
            draft = take_typing(**FORM, tab="one", base=1, by=actor)
            taken.set()
            threading.Event().wait(0.3)
            let_go(draft=draft, tab="one", at=now(), by=actor)

    def late() -> object:
        taken.wait(5)
        return save(actor, "one", 1, "摘要过短")()

    _sent, refused = at_once(send, late)

    assert isinstance(refused, CarriedOut)
    assert Draft.objects.get().values == {}
