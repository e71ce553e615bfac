"""The control of R26: the demonstration's settings with a run that is called done before its answers are kept."""

from tte.settings.demo import *  # noqa: F403
from tte.settings.demo import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.battery.r26_faulty_app.DoneTooEarly"]
