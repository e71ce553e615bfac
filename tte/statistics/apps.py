from django.apps import AppConfig

from tte.feed.followers import Follower, register


class StatisticsConfig(AppConfig):
    name = "tte.statistics"
    label = "statistics"

    def ready(self):
        from tte.statistics import files  # noqa: F401, PLC0415 the kinds of work are registered here
        from tte.statistics.follower import StatisticsFollower  # noqa: PLC0415 (needs the models)

        register(Follower("statistics", StatisticsFollower().step, every=2.0))
