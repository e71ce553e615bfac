"""The Celery application. The broker only rings bells: what is owed stands in PostgreSQL and is swept by beat."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tte.settings.demo")

app = Celery("tte")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
