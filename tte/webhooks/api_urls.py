from django.urls import path

from tte.webhooks import api

urlpatterns = [
    path("webhooks/", api.WebhooksDoor.as_view(), name="webhooks"),
    path("webhooks/<int:pk>/", api.WebhookDoor.as_view(), name="webhook"),
    path("webhooks/<int:pk>/pause/", api.PauseDoor.as_view(), name="pause_webhook"),
    path("webhooks/<int:pk>/resume/", api.ResumeDoor.as_view(), name="resume_webhook"),
    path("webhooks/<int:pk>/secret/", api.SecretDoor.as_view(), name="webhook_secret"),
    path("webhooks/<int:pk>/test/", api.TestDoor.as_view(), name="test_webhook"),
    path("webhooks/<int:pk>/deliveries/", api.DeliveriesDoor.as_view(), name="webhook_deliveries"),
    path("webhooks/<int:pk>/replay/", api.ReplayRangeDoor.as_view(), name="replay_deliveries"),
    path("webhooks/deliveries/<int:pk>/replay/", api.ReplayDoor.as_view(), name="replay_delivery"),
]
