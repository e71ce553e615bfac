from django.urls import path

from listings.api import deposit

urlpatterns = [
    path("deposits/", deposit.DepositsDoor.as_view(), name="deposits"),
    path("deposits/charges/", deposit.ChargesDoor.as_view(), name="charges"),
    path("deposits/charges/<int:pk>/", deposit.ChargeDoor.as_view(), name="charge"),
    path("deposits/charges/<int:pk>/receive/", deposit.ReceiveChargeDoor.as_view(), name="receive_charge"),
    path("deposits/<int:pk>/", deposit.DepositDoor.as_view(), name="deposit"),
    path("deposits/<int:pk>/receive/", deposit.ReceiveDepositDoor.as_view(), name="receive_deposit"),
    path("deposits/<int:pk>/settle/", deposit.SettleDepositDoor.as_view(), name="settle_deposit"),
]
