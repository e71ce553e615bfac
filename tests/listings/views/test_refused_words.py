"""A refused change of a file, a picture or a right is shown where it was typed, with its fault and its words."""

import pytest

from listings.services.attachment import describe_attachment
from tests.factories.listings import (
    AchievementFactory,
    AttachmentFactory,
    IPRightFactory,
    PictureFactory,
    author_of,
)

pytestmark = pytest.mark.django_db
LONG = "过滤膜" * 120


def place_of(page: str, start: str) -> str:
    """The page from the place of the row to the next form that adds one."""
    return page.partition(start)[2].partition("multipart/form-data")[0]


def test_the_words_of_a_file_that_are_refused_stay(client):
    attachment = AttachmentFactory()
    client.force_login(author_of(attachment.achievement).user)
    given = {"description": LONG, "evidence": "M4", "audience": "public"}

    answer = client.post(f"/achievements/files/{attachment.pk}/describe/", given)

    assert answer.status_code == 422
    row = place_of(answer.text, f'id="file-{attachment.pk}"')
    assert (LONG in row, '<details class="more" open>' in row, "data-faults" in row) == (True, True, True)
    assert f'id="id_file_{attachment.pk}_description"' in row
    attachment.refresh_from_db()
    assert attachment.description == ""


def test_the_words_of_a_picture_that_are_refused_stay(client):
    picture = PictureFactory(alt_zh="涂层")
    client.force_login(author_of(picture.achievement).user)

    answer = client.post(f"/achievements/pictures/{picture.pk}/describe/", {"alt_zh": LONG, "alt_en": "A coating"})

    assert answer.status_code == 422
    row = place_of(answer.text, f'id="picture-{picture.pk}"')
    assert (LONG in row, "A coating" in row, '<details class="more" open>' in row) == (True, True, True)
    assert "data-faults" in row
    picture.refresh_from_db()
    assert (picture.alt_zh, picture.alt_en) == ("涂层", "")


@pytest.mark.parametrize("number", ["", "2" * 41])
def test_a_number_that_is_refused_stays_in_the_form_of_its_right(client, number):
    achievement = AchievementFactory(rights=False)
    right = IPRightFactory(achievement=achievement, ip_type="11", number="202310123456.7")
    client.force_login(author_of(achievement).user)

    answer = client.post(f"/achievements/rights/{right.pk}/mend/", {"number": number})

    assert answer.status_code == 422
    row = next(row for row in answer.context["rights"] if row["right"] == right)
    assert (row["is_refused"], row["form"]["number"].value(), list(row["form"].errors)) == (True, number, ["number"])
    right.refresh_from_db()
    assert right.number == "202310123456.7"


def test_a_term_that_can_no_longer_be_suggested_is_said(client):
    achievement = AchievementFactory(rights=False)
    right = IPRightFactory(achievement=achievement, filed_on=None, expires_on=None)
    client.force_login(author_of(achievement).user)

    answer = client.post(f"/achievements/rights/{right.pk}/term/")

    assert answer.status_code == 422
    row = next(row for row in answer.context["rights"] if row["right"] == right)
    assert (row["is_refused"], list(row["form"].errors)) == (True, ["__all__"])


def test_what_is_sound_is_kept_as_before(client):
    attachment = AttachmentFactory()
    author = author_of(attachment.achievement)
    client.force_login(author.user)
    given = {"description": "试验报告", "evidence": "", "audience": "public"}
    assert client.post(f"/achievements/files/{attachment.pk}/describe/", given).status_code == 302
    attachment.refresh_from_db()
    assert attachment.description == "试验报告"
    describe_attachment(attachment=attachment, audience="auditors", evidence="", description="", by=author)
    assert client.get(f"/achievements/{attachment.achievement.code}/edit/").status_code == 200
