"""Doors of the code lists; `new` and `entries` are no codes of lists."""

from django.urls import path

from tte.codelists.views import calendar, entries, lists, rules

app_name = "codelists"

urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/load/", calendar.load, name="load_year"),
    path("rules/figures/", rules.figures, name="figures"),
    path("rules/figures/<int:pk>/", rules.figure, name="figure"),
    path("codelists/", lists.lists, name="lists"),
    path("codelists/new/", lists.begin, name="begin"),
    path("codelists/entries/<int:pk>/correct/", entries.correct, name="correct_entry"),
    path("codelists/entries/<int:pk>/end/", entries.end, name="end_entry"),
    path("codelists/entries/<int:pk>/succeed/", entries.succeed, name="succeed_entry"),
    path("codelists/entries/<int:pk>/move/", entries.move, name="move_entry"),
    path("codelists/<slug:code>/", lists.show, name="list"),
    path("codelists/<slug:code>/correct/", lists.correct, name="correct_list"),
    path("codelists/<slug:code>/download/", lists.download, name="download"),
    path("codelists/<slug:code>/add/", lists.add, name="add_entry"),
    path("codelists/<slug:code>/entry/<path:entry>/", lists.entry, name="entry"),
]
