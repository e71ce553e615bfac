from django.urls import path

from tte.longwork import views

app_name = "longwork"

urlpatterns = [
    path("work/", views.works, name="works"),
    path("work/<int:pk>/", views.show, name="work"),
    path("work/<int:pk>/cancel/", views.cancel, name="cancel"),
    path("work/<int:pk>/retry/", views.retry, name="retry"),
    path("work/<int:pk>/result/", views.result, name="result"),
]
