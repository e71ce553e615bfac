from django.urls import path

from tte.pages.views import desk, home, preferences, rules, style, walk

app_name = "pages"

urlpatterns = [
    path("", home.home, name="home"),
    path("desk/", desk.desk, name="desk"),
    path("rules/", rules.rules, name="rules"),
    path("help/walk/", walk.walk, name="walk"),
    path("style/", style.style, name="style"),
    path("language/", preferences.set_language, name="set_language"),
    path("theme/", preferences.set_theme, name="set_theme"),
]
