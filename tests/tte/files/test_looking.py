"""Files are looked at in a process apart: one that ends it, or keeps it for too long, is said to be too hard."""

import io
import os
import signal
import threading
import time

import pytest

from tests.tte.files.test_inspection import SCRIPT, pdf, picture, whole
from tte.files import looking
from tte.files.enums import FileFault
from tte.files.looking import Looker, LookerAway
from tte.files.sniffing import PDF


@pytest.fixture
def looker():
    made = Looker()
    yield made
    made.end()


@pytest.fixture
def ask(looker, tmp_path):
    def about(content: io.BytesIO, **said) -> list[FileFault]:
        (tmp_path / "file").write_bytes(content.getvalue())
        return looker.ask(path=str(tmp_path / "file"), **said)

    return about


def test_the_answer_is_that_of_the_look_and_one_process_gives_many(ask, looker):
    assert ask(pdf(), name="a.pdf", content_type=PDF) == []
    first = looker._process.pid
    assert ask(pdf(whole(OpenAction=SCRIPT)), name="a.pdf", content_type=PDF) == [FileFault.ACTIVE]
    assert ask(picture((10, 10)), least_side=400) == [FileFault.SMALL]
    assert looker._process.pid == first


def test_a_file_that_ends_the_process_is_too_hard_and_the_next_one_is_looked_at(ask, looker, tmp_path):
    assert ask(pdf(), name="a.pdf", content_type=PDF) == []
    os.mkfifo(tmp_path / "endless")  # reading it never ends, until the process is killed
    threading.Timer(0.3, os.kill, (looker._process.pid, signal.SIGKILL)).start()

    assert looker.ask(path=str(tmp_path / "endless"), name="a.pdf", content_type=PDF) == [FileFault.TOO_HARD]
    assert ask(pdf(), name="a.pdf", content_type=PDF) == []


def test_a_look_without_end_is_cut_off(looker, monkeypatch, tmp_path):
    os.mkfifo(tmp_path / "endless")
    looker._running()
    monkeypatch.setattr(looking, "PATIENCE", 0.3)
    began = time.monotonic()

    assert looker.ask(path=str(tmp_path / "endless"), name="a.pdf", content_type=PDF) == [FileFault.TOO_HARD]
    assert time.monotonic() - began < 5


def test_a_process_that_does_not_start_says_nothing_of_the_file(ask, monkeypatch):
    monkeypatch.setattr(looking.sys, "executable", "/bin/false")

    with pytest.raises(LookerAway):
        ask(pdf(), name="a.pdf", content_type=PDF)


def test_hard_files_of_one_keep_nobody_else_waiting(tmp_path):
    """Each thread has a process of its own, so that whoever waits for a hard file waits alone."""
    (tmp_path / "file").write_bytes(pdf().getvalue())
    os.mkfifo(tmp_path / "endless")
    ended = []

    def hard():
        looking._ask(path=str(tmp_path / "endless"), name="a.pdf", content_type=PDF)
        ended.append("hard")

    thread = threading.Thread(target=hard)
    thread.start()
    assert looking._ask(path=str(tmp_path / "file"), name="a.pdf", content_type=PDF) == []
    assert ended == []
    (tmp_path / "endless").write_bytes(b"")
    thread.join()
    assert ended == ["hard"]


def test_all_files_together_are_looked_at_for_so_long_and_no_longer(monkeypatch, tmp_path):
    (tmp_path / "file").write_bytes(pdf().getvalue())
    os.mkfifo(tmp_path / "endless")
    looking._looker()._running()
    monkeypatch.setattr(looking, "PATIENCE", 0.3)
    began = time.monotonic()
    with looking.at_most(0.2):
        assert [
            looking._ask(path=str(tmp_path / name), name="a.pdf", content_type=PDF) for name in ("endless", "file")
        ] == [[FileFault.TOO_HARD]] * 2
    assert time.monotonic() - began < 3
    monkeypatch.undo()
    assert looking._ask(path=str(tmp_path / "file"), name="a.pdf", content_type=PDF) == []
