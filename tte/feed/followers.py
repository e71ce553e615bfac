"""Who follows the feed. Each projection names itself once, in its app's `ready()`; `manage.py follow_feed` keeps them
going."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tte.feed.standing import Standing


@dataclass(frozen=True)
class Follower:
    """A projection that follows. `step` takes what is new and says how many entries it took; it finds its own position,
    because only the projection itself knows what it holds. Rests `every` seconds when nothing was new. `close` ends
    what it has under way and lets go of its files; a later step opens them again."""

    name: str
    step: Callable[[], int]
    every: float = 0.1
    close: Callable[[], None] = lambda: None


FOLLOWERS: dict[str, Follower] = {}


def register(follower: Follower) -> None:
    if follower.name in FOLLOWERS:
        raise ValueError(f"Two followers are called {follower.name}")
    FOLLOWERS[follower.name] = follower


class Following(Standing):
    """Every follower in a thread of its own, so that a long fold of one delays no other. One that fails ends all."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        super().__init__()
        self.followers = [FOLLOWERS[name] for name in names] or list(FOLLOWERS.values())
        self._ended_well: list[str] = []

    def run(self) -> None:
        threads = [threading.Thread(target=self._keep, args=[follower]) for follower in self.followers]
        for thread in threads:
            thread.start()
        for thread in threads:
            while thread.is_alive():
                thread.join(0.5)

    @property
    def failed(self) -> bool:
        return len(self._ended_well) < len(self.followers)

    def _keep(self, follower: Follower) -> None:
        try:
            self.repeat(lambda: 0 if follower.step() else follower.every)
            follower.close()
            self._ended_well.append(follower.name)
        finally:
            self.stop()
