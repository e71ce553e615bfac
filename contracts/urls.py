"""The doors of contracts: parties under contracts/, the agency under registry/, the public under register/."""

from django.urls import path

from contracts.views import certificate, contract, institution, register, registry

app_name = "contracts"
CODE = "<str:application_code>"

urlpatterns = [
    path("contracts/", contract.index, name="contracts"),
    path("contracts/new/", contract.new, name="draft_contract"),
    path("contracts/from-deal/<str:code>/", contract.from_deal, name="draft_from_deal"),
    path(f"contracts/{CODE}/", contract.show, name="contract"),
    path(f"contracts/{CODE}/edit/", contract.edit, name="edit_contract"),
    path(f"contracts/{CODE}/document/", contract.document, name="document"),
    path(f"contracts/{CODE}/certificate/", certificate.show, name="certificate"),
    path(f"contracts/{CODE}/certificate.pdf", certificate.pdf, name="certificate_pdf"),
    path(f"contracts/{CODE}/certificate/request/", certificate.ask, name="ask_certificate"),
    path("register/verify/", certificate.verify, name="verify"),
    path("registry/", registry.queue, name="queue"),
    path("registry/register/", register.index, name="register"),
    path(f"registry/{CODE}/", registry.show, name="review"),
    path(f"registry/{CODE}/claim/", registry.claim, name="claim"),
    path(f"registry/{CODE}/release/", registry.release, name="release"),
    path(f"registry/{CODE}/accept/", registry.accept, name="accept"),
    path(f"registry/{CODE}/correction/", registry.correct, name="correct"),
    path(f"registry/{CODE}/recommendation/", registry.recommend, name="recommend"),
    path(f"registry/{CODE}/advice/", registry.advise, name="advise"),
    path(f"registry/{CODE}/return/", registry.send_back, name="send_back"),
    path(f"registry/{CODE}/registration/", registry.register, name="register_contract"),
    path(f"registry/{CODE}/refusal/", registry.refuse, name="refuse"),
    path("institutions/<slug:code>/", institution.show, name="institution"),
]
