"""The reviews of a unit, the audit, and the notice."""

from django.urls import path

from listings.api import audit, notice, second_look, unit_review

urlpatterns = [
    path("unit-review/cases/", unit_review.ReviewsDoor.as_view(), name="unit_reviews"),
    path("unit-review/next/", unit_review.NextReviewDoor.as_view(), name="claim_next_review"),
    path("unit-review/cases/<str:reference>/claim/", unit_review.ClaimReviewDoor.as_view(), name="claim_review"),
    path("unit-review/cases/<str:reference>/release/", unit_review.ReleaseReviewDoor.as_view(), name="release_review"),
    path("audit/next/", audit.NextDoor.as_view(), name="claim_next_audit"),
    path("audit/second-looks/", second_look.SecondLooksDoor.as_view(), name="second_looks"),
    path("audit/second-looks/<str:reference>/", second_look.SecondLookDoor.as_view(), name="second_look"),
    path("audit/second-looks/<str:reference>/claim/", second_look.ClaimLookDoor.as_view(), name="claim_second_look"),
    path(
        "audit/second-looks/<str:reference>/conclude/",
        second_look.ConcludeLookDoor.as_view(),
        name="conclude_second_look",
    ),
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
    path("listings/<str:code>/evidence/", notice.EvidenceDoor.as_view(), name="evidence_pack"),
    path("proposals/<int:pk>/paper/", notice.ApprovalDoor.as_view(), name="proposal_paper"),
    path("proposals/<int:pk>/decide/", notice.DecideProposalDoor.as_view(), name="decide_proposal"),
]
