"""The demonstration for a battery that reads pages: static files by their plain names, since none are collected."""

from tte.settings.demo import *  # noqa: F403
from tte.settings.demo import STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
