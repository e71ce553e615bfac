import io

import pytest
from django.core.management import call_command

from tte.ops import doctor
from tte.ops.doctor import FAIL, OK, WARN, Finding, examine

pytestmark = pytest.mark.django_db


def found() -> dict[str, Finding]:
    return {finding.subject: finding for finding in examine()}


def test_what_is_well_and_what_is_not_are_told_apart(settings):
    findings = found()
    assert findings["migrations"].level == OK
    assert findings["code lists"].level == OK
    assert findings["Valkey forgets"].level == OK
    assert findings["rule set"].level == WARN
    assert findings["worker of default"].level == FAIL
    assert all(finding.mend for finding in findings.values() if finding.level != OK)


def test_a_demonstration_that_calls_itself_an_exchange_fails(settings):
    settings.TTE_DEMO = False
    assert found()["rule set"].level == FAIL


def test_missing_facts_are_named_with_the_command_that_mends_them(bare):
    assert found()["code lists"] == Finding(FAIL, "code lists", "0 codes", "Run manage.py load_codelists")


def test_a_look_that_breaks_is_a_finding_and_the_others_go_on(settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    findings = found()
    assert findings["valkey"].level == FAIL
    assert findings["migrations"].level == OK


def test_the_command_fails_when_something_is_wrong(bare, monkeypatch):
    said = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", stdout=said)
    assert ended.value.code == 1
    assert "  → Run manage.py load_codelists" in said.getvalue()
    monkeypatch.setattr(doctor, "LOOKS", (doctor.migrations,))
    call_command("doctor", stdout=said)
    assert said.getvalue().splitlines()[-1].startswith("1 ok, 0 warn, 0 fail")


def test_it_can_be_asked_about_one_subject_and_fails_when_nothing_is_known_of_it(settings):
    said = io.StringIO()
    call_command("doctor", "migrations", stdout=said)
    assert [line.split()[1] for line in said.getvalue().splitlines()[:-1]] == ["migrations"]
    call_command("doctor", "rule set", stdout=said)
    for asked in (("rule set", "--strict"), ("no such subject",)):
        with pytest.raises(SystemExit):
            call_command("doctor", *asked, stdout=said, stderr=said)
