from django.urls import path

from contracts.api.certificate import CertificateDoor, VerifyDoor
from contracts.api.views import ContractDoor, ContractsDoor, RegisterDoor

urlpatterns = [
    path("contracts/", ContractsDoor.as_view(), name="contracts"),
    path("contracts/<str:application_code>/", ContractDoor.as_view(), name="contract"),
    path("contracts/<str:application_code>/certificate/", CertificateDoor.as_view(), name="certificate"),
    path("register/verify/", VerifyDoor.as_view(), name="verify"),
    path("register/", RegisterDoor.as_view(), name="register"),
]
