"""The controls of R4: the demonstration's settings with two faults that the battery must notice.

What is owed stands in the queue only, because nothing sweeps it; and a mail is called sent before it is sent.
"""

from tte.settings.demo import *  # noqa: F403
from tte.settings.demo import CELERY_BEAT_SCHEDULE, INSTALLED_APPS

OWED = ("casework.sweep_owed_checks", "notices.sweep_deliveries", "contracts.sweep_owed_certificates")
CELERY_BEAT_SCHEDULE = {name: entry for name, entry in CELERY_BEAT_SCHEDULE.items() if name not in OWED}
INSTALLED_APPS = [*INSTALLED_APPS, "tests.battery.r4_faulty_app.SentApart"]
