"""The audit, the notice and objections."""

from django.urls import path

from listings.api import audit, notice, objection

urlpatterns = [
    path("audit/cases/", audit.CasesDoor.as_view(), name="audit_cases"),
    path("audit/cases/<str:reference>/", audit.CaseDoor.as_view(), name="audit_case"),
    path("audit/cases/<str:reference>/claim/", audit.ClaimDoor.as_view(), name="claim_audit"),
    path("audit/cases/<str:reference>/release/", audit.ReleaseDoor.as_view(), name="release_audit"),
    path("audit/cases/<str:reference>/check/", audit.ChecksDoor.as_view(), name="check_again"),
    path("audit/cases/<str:reference>/marks/", audit.MarksDoor.as_view(), name="mark_field"),
    path("audit/cases/<str:reference>/decide/", audit.DecideDoor.as_view(), name="decide_audit"),
    path("listings/<str:code>/suspend/", notice.SuspendDoor.as_view(), name="suspend_listing"),
    path("listings/<str:code>/resume/", notice.ResumeDoor.as_view(), name="resume_listing"),
    path("listings/<str:code>/sale/", notice.RecordSaleDoor.as_view(), name="record_sale"),
    path("listings/<str:code>/buyer/", notice.NameBuyerDoor.as_view(), name="name_buyer"),
    path("listings/<str:code>/terminate/", notice.TerminateDoor.as_view(), name="terminate_listing"),
    path("listings/<str:code>/withdraw/", notice.WithdrawDoor.as_view(), name="withdraw_listing"),
    path("listings/<str:code>/proposals/", notice.ProposalsDoor.as_view(), name="proposals"),
    path("listings/<str:code>/propose/", notice.ProposeDoor.as_view(), name="propose"),
    path("proposals/<int:pk>/decide/", notice.DecideProposalDoor.as_view(), name="decide_proposal"),
    path("listings/<str:code>/objections/", objection.LodgeDoor.as_view(), name="lodge_objection"),
    path("objections/", objection.ObjectionsDoor.as_view(), name="objections"),
    path("objections/<str:code>/", objection.ObjectionDoor.as_view(), name="objection"),
    path("objections/<str:code>/claim/", objection.ClaimObjectionDoor.as_view(), name="claim_objection"),
    path("objections/<str:code>/conclude/", objection.ConcludeObjectionDoor.as_view(), name="conclude_objection"),
]
