from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    name = "institutions"

    def ready(self):
<<<<<<< HEAD
        from institutions import imports, notices, tasks  # noqa: F401, PLC0415 the registries are filled here
=======
        from institutions import notices, tasks  # noqa: F401, PLC0415 the registries are filled here
        from institutions.forms import people  # noqa: F401, PLC0415
>>>>>>> 839258e (The typing of two windows, of ended sessions and of refused forms is tested)
