"""Figures of rule sets: another one begins on a day, the present one ends the day before, nothing is rewritten."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories.accounts import make_actor
from tests.together import at_once
from tte.accounts.enums import Role
from tte.codelists.models import Rule
from tte.codelists.selectors import forget, rule
from tte.codelists.services.rules import FigureRefused, succeed_rule
from tte.common.clock import today
from tte.trail.models import Event

WORDS = {"mark": "sourced", "source_zh": "新办法第九条", "source_en": "New measures Art. 9"}


@pytest.fixture
def admin(loaded, settings):
    settings.TTE_RULE_SET = "R2026"
    with translation.override("en"):
        yield make_actor(role=Role.ADMINISTRATOR)


def standing(key: str = "deposit.share") -> Rule:
    return Rule.objects.get(rule_set="R2026", key=key, scope="", valid_to=None)


@pytest.mark.rule("R1-28")
def test_another_figure_is_in_force_from_its_day_on(admin):
    begins = today() + timedelta(days=10)
    succeed_rule(rule=standing(), value=Decimal(12), begins_on=begins, by=admin, **WORDS)
    forget()
    assert rule("deposit.share", on=begins - timedelta(days=1)).value == 10
    found = rule("deposit.share", on=begins)
    assert (found.value, found.source, found.rule_id) == (12, "New measures Art. 9", "R3-45")
    event = Event.objects.get(kind="rule.succeed")
    assert (event.subject_key, event.data["changes"]) == (standing().pk, {"value": ["10", "12"]})


@pytest.mark.parametrize(
    ("key", "value", "begins", "sentence"),
    [
        ("deposit.share", "10", date(2030, 1, 1), "Nothing has changed"),
        ("deposit.share", "101", date(2030, 1, 1), "This cannot be"),
        ("deposit.share", "-1", date(2030, 1, 1), "This cannot be"),
        ("audit.limit", "5.5", date(2030, 1, 1), "This cannot be"),
        ("audit.limit", "6", date(2026, 3, 1), "begins today at the earliest"),
        ("audit.limit", "6", date(2020, 1, 1), "begins today at the earliest"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_and_nothing_ends(admin, key, value, begins, sentence):
    with pytest.raises(FigureRefused, match=sentence):
        succeed_rule(rule=standing(key), value=Decimal(value), begins_on=begins, by=admin, **WORDS)
    assert (standing(key).valid_to, Event.objects.count()) == (None, 0)


@pytest.mark.django_db(transaction=True)
def test_of_two_new_figures_at_once_one_is_told_that_the_other_stands(admin):
    old, begins = standing(), today() + timedelta(days=10)
    results = at_once(
        *[
            lambda value=value: succeed_rule(rule=old, value=Decimal(value), begins_on=begins, by=admin, **WORDS).value
            for value in (11, 12)
        ]
    )
    assert sum(isinstance(result, FigureRefused) for result in results) == 1
    assert Rule.objects.filter(rule_set="R2026", key="deposit.share").count() == 2


def test_an_administrator_begins_a_figure_by_the_page(client, admin):
    client.cookies["django_language"] = "en"
    old = standing()
    address = reverse("codelists:figure", args=[old.pk])
    assert client.get(address).status_code == 302
    client.force_login(make_actor(role=Role.AUDITOR).user)
    assert client.get(address).status_code == 403
    client.force_login(admin.user)
    assert f'href="{address}"' in client.get(reverse("codelists:figures")).content.decode()
    given = {"value": "10", "begins_on": today() + timedelta(days=1)} | WORDS
    assert "Nothing has changed" in client.post(address, given).content.decode()
    done = client.post(address, given | {"value": "15"})
    said = client.get(done.url).content.decode()
    assert "15%" in said and "10%" in said and "Figure begun" in said
    assert "This figure has its end." in client.get(address).content.decode()
