from django.apps import AppConfig

from tte.feed.followers import Follower, register


class WebhooksConfig(AppConfig):
    name = "tte.webhooks"
    label = "webhooks"

    def ready(self) -> None:
        from tte.webhooks import looks, notices, tasks  # noqa: F401, PLC0415 the registries are filled here
        from tte.webhooks.fanning import READER, take_batch  # noqa: PLC0415 (needs the models)

        register(Follower(READER, take_batch, every=0.5))
