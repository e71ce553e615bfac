from django.apps import AppConfig

from tte.feed.followers import Follower, register


class SearchConfig(AppConfig):
    name = "tte.search"
    label = "search"

    def ready(self) -> None:
        from tte.search.follower import SearchFollower  # noqa: PLC0415 (needs the models)

        follower = SearchFollower()
        register(Follower("search", follower.step, close=follower.close))
