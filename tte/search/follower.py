"""The search index follows the feed: what changed is looked up in PostgreSQL and written again, position with it."""

import logging
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from tte.feed.selectors import FeedEntry, batch_after, feed_id, head
from tte.feed.services import note_position
from tte.search.documents import sources_of, topics, whole_sources
from tte.search.index import (
    IndexBroken,
    IndexBusy,
    Mark,
    Writing,
    current_folder,
    make_current,
    new_folder,
    was_reported_broken,
)

log = logging.getLogger(__name__)

READER = "search"
BATCH = 500
IDLE_COMMIT = 10.0


def write_entries(writing: Writing, entries: Iterable[FeedEntry]) -> None:
    """Look up every record the entries name, as it is now, and put it into the index or take it out."""
    keys: dict[str, dict[int, None]] = defaultdict(dict)
    for entry in entries:
        keys[entry.topic][entry.key] = None
    for topic, named in keys.items():
        for source in sources_of(topic):
            for key, document in source.documents(list(named)).items():
                writing.put(source.kind, key, document)


def take_batch(writing: Writing) -> int:
    """Apply the next entries. A position that moved without touching a document is written down now and then only."""
    batch = batch_after(writing.mark.position, topics(), BATCH)
    idle_for = time.time() - writing.mark.written_at
    if batch.entries or (batch.reached > writing.mark.position and idle_for > IDLE_COMMIT):
        write_entries(writing, batch.entries)
        writing.commit(writing.mark.feed_id, batch.reached)
    return len(batch.entries)


def chunks(keys: Iterable[int], size: int) -> Iterator[list[int]]:
    remaining = iter(keys)
    while chunk := list(islice(remaining, size)):
        yield chunk


def rebuild() -> Mark:
    """Build the index anew beside the old one, catch up with the feed, then switch. Searching and writing go on
    meanwhile."""
    feed, position = str(feed_id()), head()
    writing = Writing(new_folder(), new=True)
    for source, all_keys in whole_sources():
        for keys in chunks(all_keys(), BATCH):
            for key, document in source.documents(keys).items():
                writing.put(source.kind, key, document)
    writing.commit(feed, position)
    while take_batch(writing):
        pass
    writing.close()
    make_current(writing.folder)
    note_position(READER, writing.mark.position)
    return writing.mark


class SearchFollower:
    """Holds the writer of the current folder between steps; follows the pointer when a rebuild moved it. While another
    process holds the writer, that one follows and this one waits."""

    def __init__(self) -> None:
        self.writing: Writing | None = None

    def step(self) -> int:
        try:
            writing = self._writing()
        except IndexBusy:
            return 0
        before = writing.mark.position
        try:
            taken = take_batch(writing)
        except ValueError:  # the one error the engine knows
            if writing.folder == current_folder():
                raise
            self.writing = None  # a rebuild put another index in force and took this folder away under our hands
            return 0
        if writing.mark.position != before:
            note_position(READER, writing.mark.position)
        return taken

    def close(self) -> None:
        if self.writing is not None:
            self.writing.close()
            self.writing = None

    def _writing(self) -> Writing:
        try:
            folder = current_folder()
            if self.writing is None or self.writing.folder != folder:
                self.close()
                self.writing = Writing(folder)
            if was_reported_broken(folder):
                raise IndexBroken("a search met a broken file")
            if self.writing.mark.feed_id == str(feed_id()) and self.writing.mark.position <= head():
                return self.writing
            log.warning("The index followed another feed: it is built anew")
        except IndexBroken as broken:
            log.warning("The index is built anew: %s", broken)
        self.close()
        rebuild()
        self.writing = Writing(current_folder())
        return self.writing


def catch_up() -> int:
    """Bring the index up to the head of the feed now, and let go of it: for commands and tests."""
    follower = SearchFollower()
    total = 0
    try:
        while taken := follower.step():
            total += taken
    finally:
        follower.close()
    return total
