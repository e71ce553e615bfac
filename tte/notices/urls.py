from django.urls import path

from tte.notices.views import address, deliveries, inbox, mailbox, preferences

app_name = "notices"

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read/", inbox.read_all, name="read_all"),
    path("inbox/<int:pk>/", inbox.land, name="land"),
    path("inbox/<int:pk>/read/", inbox.read, name="read"),
    path("inbox/unsubscribe/<str:token>/", preferences.unsubscribe_link, name="unsubscribe"),
    path("account/notices/", preferences.preferences, name="preferences"),
    path("account/address/", address.address, name="address"),
    path("account/address/<str:token>/", address.prove_address, name="prove_address"),
    path("mails/", deliveries.deliveries, name="deliveries"),
    path("mails/retry/", deliveries.retry_failed, name="retry_failed"),
    path("mails/<int:pk>/retry/", deliveries.retry, name="retry"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("mailbox/<int:pk>/", mailbox.mail, name="mail"),
    path("mailbox/<int:pk>/html/", mailbox.mail_html, name="mail_html"),
]
