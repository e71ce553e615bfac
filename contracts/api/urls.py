from django.urls import path

from contracts.api.views import ContractDoor, ContractsDoor, RegisterDoor

urlpatterns = [
    path("contracts/", ContractsDoor.as_view(), name="contracts"),
    path("contracts/<str:application_code>/", ContractDoor.as_view(), name="contract"),
    path("register/", RegisterDoor.as_view(), name="register"),
]
