import pytest

from tests.factories.feed import feed_entry
from tests.factories.search import KIND, search_index
from tte.feed.models import ReaderPosition
from tte.feed.selectors import head
from tte.feed.services import renew_identity
from tte.search.documents import SearchDocument
from tte.search.follower import SearchFollower, catch_up, rebuild
from tte.search.index import current_folder, reading
from tte.search.queries import SearchUnavailable, search

pytestmark = pytest.mark.django_db


@pytest.fixture
def papers(tmp_path):
    held = {1: SearchDocument(1, title_zh="石墨烯")}
    with search_index(tmp_path, held):
        rebuild()
        yield held


def changed(key: int) -> int:
    return feed_entry(topic=KIND, key=key).position


def pks(text="石墨烯") -> list[int]:
    return sorted(search(text, kind=KIND).pks)


def test_a_new_document_is_found_after_its_entry(papers):
    papers[2] = SearchDocument(2, title_zh="石墨烯电池")
    position = changed(2)
    assert pks() == [1]
    assert catch_up() == 1
    answer = search("石墨烯", kind=KIND)
    assert sorted(answer.pks) == [1, 2]
    assert answer.position == position == ReaderPosition.objects.get(pk="search").position


def test_a_withdrawn_document_is_gone_after_its_entry(papers):
    del papers[1]
    changed(1)
    catch_up()
    assert pks() == []


def test_a_changed_document_is_not_found_by_its_old_words(papers):
    papers[1] = SearchDocument(1, title_zh="钙钛矿")
    changed(1)
    catch_up()
    assert (pks("石墨烯"), pks("钙钛矿")) == ([], [1])


def test_entries_taken_twice_change_nothing(papers):
    changed(1)
    changed(1)
    catch_up()
    assert catch_up() == 0
    assert pks() == [1]


def test_no_index_is_built_by_the_follower(tmp_path):
    with search_index(tmp_path, {7: SearchDocument(7, title_zh="石墨烯")}):
        catch_up()
        assert pks() == [7]


def test_another_feed_means_another_index(papers):
    before = current_folder()
    renew_identity()
    catch_up()
    assert current_folder() != before
    assert search("石墨烯", kind=KIND).position == head()
    assert not before.exists()


def test_a_broken_file_is_reported_and_mended(papers):
    for file in current_folder().glob("*.term"):
        file.write_bytes(b"x")
    reading.forget()
    with pytest.raises(SearchUnavailable):
        pks()
    catch_up()
    assert pks() == [1]


def test_a_lost_folder_is_built_again(papers):
    for file in current_folder().iterdir():
        file.unlink()
    catch_up()
    assert pks() == [1]


def test_a_follower_waits_while_another_holds_the_writer(papers):
    first, second = SearchFollower(), SearchFollower()
    first.step()
    folder = current_folder()
    assert second.step() == 0
    first.close()
    assert current_folder() == folder


def test_a_rebuild_is_taken_up_by_the_standing_follower(papers):
    follower = SearchFollower()
    follower.step()
    rebuild()
    papers[3] = SearchDocument(3, title_zh="石墨烯三")
    changed(3)
    assert follower.step() == 1
    follower.close()
    assert pks() == [1, 3]


class RebuiltMeanwhile(dict):
    """Documents during whose first lookup somebody else builds the index anew and takes the old folder away."""

    armed = False

    def get(self, key, default=None):
        if self.armed:
            self.armed = False
            rebuild()
        return super().get(key, default)


def test_follower_goes_on_in_the_index_that_a_rebuild_put_in_force_meanwhile(tmp_path):
    papers = RebuiltMeanwhile({1: SearchDocument(1, title_zh="石墨烯")})
    with search_index(tmp_path, papers):
        rebuild()
        follower = SearchFollower()
        follower.step()
        old = current_folder()
        papers[2] = SearchDocument(2, title_zh="石墨烯电池")
        changed(2)
        papers.armed = True

        assert follower.step() == 0
        papers[3] = SearchDocument(3, title_zh="石墨烯薄膜")
        changed(3)
        follower.step()

        assert not old.exists()
        assert pks() == [1, 2, 3]
        follower.close()
