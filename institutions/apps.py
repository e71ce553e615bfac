from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    name = "institutions"

    def ready(self):
        from institutions import imports, notices  # noqa: F401, PLC0415 the registries are filled here
        from institutions.forms import people  # noqa: F401, PLC0415
        from institutions.lists import organisations  # noqa: F401, PLC0415
        from institutions.services import invitation  # noqa: F401, PLC0415
