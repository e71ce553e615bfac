import pytest
from django.urls import reverse

from tests.factories.accounts import make_actor
from tests.factories.longwork import WorkFactory
from tests.tte.longwork import kinds
from tte.accounts.enums import Role
from tte.longwork.models import Work
from tte.longwork.running import run_work
from tte.longwork.services import start_work

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(client):
    actor = make_actor(role=Role.OFFICER)
    client.force_login(actor.user)
    return actor


def test_a_work_is_found_again_with_its_result(client, actor, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    work = start_work(kind=kinds.LETTERS, by=actor, arguments={"count": 2, "path": str(tmp_path / "letters.txt")})
    assert "hx-trigger" in client.get(reverse("longwork:job", args=[work.pk])).text
    run_work(work_id=work.pk)
    listed = client.get(reverse("longwork:jobs")).text
    assert reverse("longwork:result", args=[work.pk]) in listed
    page = client.get(reverse("longwork:job", args=[work.pk])).text
    assert "hx-trigger" not in page
    answer = client.get(reverse("longwork:result", args=[work.pk]))
    assert b"".join(answer.streaming_content) == b"letters"
    assert answer["Content-Disposition"] == 'attachment; filename="letters.txt"'


def test_the_part_that_changes_is_asked_for_alone(client, actor):
    work = start_work(kind=kinds.LETTERS, by=actor, arguments={"count": 2})
    part = client.get(reverse("longwork:job", args=[work.pk]), headers={"HX-Request": "true"}).text
    assert part.lstrip().startswith("<section")


def test_a_work_is_cancelled_and_tried_again_by_its_person_alone(client, actor):
    work = start_work(kind=kinds.LETTERS, by=actor, arguments={"count": 2, "refuse": 1})
    foreign = WorkFactory(arguments={"count": 2})
    assert client.post(reverse("longwork:cancel", args=[foreign.pk])).status_code == 404
    run_work(work_id=work.pk)
    assert client.post(reverse("longwork:cancel", args=[work.pk])).status_code == 404
    assert client.post(reverse("longwork:retry", args=[work.pk])).status_code == 302
    assert client.post(reverse("longwork:cancel", args=[work.pk])).status_code == 302
    assert Work.objects.get(pk=work.pk).state == "cancelled"


def test_a_list_without_works_says_what_is_found_there(client, actor):
    assert "empty" in client.get(reverse("longwork:jobs")).text
