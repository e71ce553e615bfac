"""The tests: PostgreSQL and Valkey of their own, started with the first process and ended with it.

Servers that a person has given by the environment are never used: tests empty and kill what they are given.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tte.common.catalogues import compile_catalogues
from tte.ops.embedded import services

if "TTE_TEST_VAR" not in os.environ:
    _var = Path(tempfile.mkdtemp(prefix=f"tte-test-{os.getpid()}-", dir="/tmp"))  # sockets need a short path
    _var.chmod(0o711)  # the servers' unprivileged user passes through
    os.environ.update(services.start(_var, durable=False, given={}).environment)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser of the journeys keeps a loop in this thread
    os.environ.update({"TTE_TEST_VAR": str(_var), "TTE_VAR": str(_var), "TTE_SECRET_KEY": "only-for-tests-" + "x" * 40})

    @atexit.register
    def _end_services() -> None:
        services.stop(_var)
        shutil.rmtree(_var, ignore_errors=True)


from tte.settings.base import *  # noqa: F403
from tte.settings.base import LOCALE_PATHS, STORAGES, TEMPLATES

compile_catalogues(LOCALE_PATHS)  # Django reads them while it starts, and a fresh checkout has none

TTE_DEMO = True
TTE_WEBHOOK_LOOPBACK = True
TTE_ROLE_BUTTONS = True
TTE_RULE_SET = "DEMO"
TTE_STAFF_NEED_SECOND_FACTOR = False
TTE_CODELIST_SECONDS = 3600
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


class UnknownVariable(str):
    """A template that names what its view does not give fails its test."""

    def __contains__(self, part: str) -> bool:
        return part == "%s"

    def __mod__(self, name: object) -> str:
        raise LookupError(f"The template names the unknown variable {name}")


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UnknownVariable("unknown")
