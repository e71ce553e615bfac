from django.urls import path

from tte.longwork import views

app_name = "longwork"

urlpatterns = [
    path("jobs/", views.works, name="jobs"),
    path("jobs/<int:pk>/", views.show, name="job"),
    path("jobs/<int:pk>/cancel/", views.cancel, name="cancel"),
    path("jobs/<int:pk>/retry/", views.retry, name="retry"),
    path("jobs/<int:pk>/result/", views.result, name="result"),
]
