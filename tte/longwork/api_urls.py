from django.urls import path

from tte.longwork import api

urlpatterns = [
    path("works/", api.WorksDoor.as_view(), name="works"),
    path("works/<int:pk>/", api.WorkDoor.as_view(), name="work"),
    path("works/<int:pk>/cancel/", api.CancelDoor.as_view(), name="cancel_work"),
    path("works/<int:pk>/retry/", api.RetryDoor.as_view(), name="retry_work"),
    path("works/<int:pk>/result/", api.ResultDoor.as_view(), name="work_result"),
]
