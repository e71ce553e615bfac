from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "contracts"

    def ready(self) -> None:
        from contracts import codes, events, imports, looks, notices, tasks  # noqa: F401, PLC0415 registered when the app is ready
        from contracts.checks import amounts, contract, kind  # noqa: F401, PLC0415
        from contracts.forms import contract as _contract  # noqa: F401, PLC0415
        from contracts.forms import review  # noqa: F401, PLC0415
        from contracts.lists import contracts, register, registry  # noqa: F401, PLC0415
