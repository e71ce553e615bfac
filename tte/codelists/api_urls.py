from django.urls import path

from tte.codelists.api import Entries, Entry, Lists

urlpatterns = [
    path("codelists/", Lists.as_view(), name="codelists"),
    path("codelists/<slug:code>/", Entries.as_view(), name="codelist"),
    path("codelists/<slug:code>/<path:entry>/", Entry.as_view(), name="codelist_entry"),
]
