from django.urls import path

from tte.longwork import api

urlpatterns = [
    path("work/", api.WorksDoor.as_view(), name="works"),
    path("work/<int:pk>/", api.WorkDoor.as_view(), name="work"),
    path("work/<int:pk>/cancel/", api.CancelDoor.as_view(), name="cancel_work"),
    path("work/<int:pk>/retry/", api.RetryDoor.as_view(), name="retry_work"),
    path("work/<int:pk>/result/", api.ResultDoor.as_view(), name="work_result"),
]
