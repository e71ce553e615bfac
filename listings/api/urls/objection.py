from django.urls import path

from listings.api import objection

urlpatterns = [
    path("listings/<str:code>/objections/", objection.LodgeDoor.as_view(), name="lodge_objection"),
    path("objections/", objection.ObjectionsDoor.as_view(), name="objections"),
    path("objections/papers/<int:pk>/", objection.PaperDoor.as_view(), name="objection_paper"),
    path("objections/own/<str:token>/", objection.OwnObjectionDoor.as_view(), name="own_objection"),
    path("objections/own/<str:token>/confirm/", objection.ConfirmDoor.as_view(), name="confirm_objection"),
    path("objections/own/<str:token>/withdraw/", objection.WithdrawObjectionDoor.as_view(), name="withdraw_objection"),
    path("objections/own/<str:token>/papers/", objection.AddPapersDoor.as_view(), name="add_papers"),
    path("objections/<str:code>/", objection.ObjectionDoor.as_view(), name="objection"),
    path("objections/<str:code>/papers/", objection.PapersDoor.as_view(), name="objection_papers"),
    path("objections/<str:code>/claim/", objection.ClaimObjectionDoor.as_view(), name="claim_objection"),
    path("objections/<str:code>/release/", objection.ReleaseObjectionDoor.as_view(), name="release_objection"),
    path("objections/<str:code>/ask-papers/", objection.AskPapersDoor.as_view(), name="ask_papers"),
    path("objections/<str:code>/settle/", objection.SettleDoor.as_view(), name="settle_withdrawn"),
    path("objections/<str:code>/conclude/", objection.ConcludeObjectionDoor.as_view(), name="conclude_objection"),
]
