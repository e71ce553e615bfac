from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tte.accounts"
    label = "accounts"
