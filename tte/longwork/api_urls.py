from django.urls import path

from tte.longwork import api

urlpatterns = [
    path("jobs/", api.WorksDoor.as_view(), name="jobs"),
    path("jobs/<int:pk>/", api.WorkDoor.as_view(), name="job"),
    path("jobs/<int:pk>/cancel/", api.CancelDoor.as_view(), name="cancel_job"),
    path("jobs/<int:pk>/retry/", api.RetryDoor.as_view(), name="retry_job"),
    path("jobs/<int:pk>/result/", api.ResultDoor.as_view(), name="job_result"),
]
