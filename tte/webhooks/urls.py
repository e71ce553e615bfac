from django.urls import path

from tte.webhooks.views import demo_receiver, dispatch, subscription

app_name = "webhooks"

urlpatterns = [
    path("webhooks/", subscription.index, name="webhooks"),
    path("webhooks/new/", subscription.new, name="new"),
    path("webhooks/demo-receiver/", demo_receiver.take, name="demo_receiver"),
    path("webhooks/<int:pk>/", subscription.show, name="webhook"),
    path("webhooks/<int:pk>/change/", subscription.change, name="change"),
    path("webhooks/<int:pk>/pause/", subscription.pause, name="pause"),
    path("webhooks/<int:pk>/resume/", subscription.resume, name="resume"),
    path("webhooks/<int:pk>/secret/", subscription.renew, name="renew"),
    path("webhooks/<int:pk>/end/", subscription.end, name="end"),
    path("webhooks/<int:pk>/test/", dispatch.test, name="test"),
    path("webhooks/<int:pk>/replay/", dispatch.again_range, name="replay_range"),
    path("webhooks/deliveries/<int:pk>/replay/", dispatch.again, name="replay"),
]
