"""Doors of the supply side; those from intent to disclosure stand in urls_bidding."""

from django.urls import include, path

from listings.views import (
    achievement,
    attachment,
    audit,
    catalogue,
    catalogue_batch,
    listing,
    right,
    search,
    second_look,
    secrecy,
    unit_review,
)

app_name = "listings"

urlpatterns = [
    path("achievements/", achievement.mine, name="achievements"),
    path("achievements/new/", secrecy.declare, name="declare_secrecy"),
    path("achievements/offline/", secrecy.offline_route, name="offline_route"),
    path("achievements/rights/<int:pk>/mend/", right.mend, name="mend_right"),
    path("achievements/rights/<int:pk>/drop/", right.drop, name="drop_right"),
    path("achievements/files/<int:pk>/", attachment.download, name="attachment"),
    path("achievements/files/<int:pk>/detach/", attachment.detach, name="detach_file"),
    path("achievements/<str:code>/", achievement.show, name="achievement"),
    path("achievements/<str:code>/edit/", achievement.edit, name="edit_achievement"),
    path("achievements/<str:code>/submit/", achievement.submit, name="submit_achievement"),
    path("achievements/<str:code>/withdraw/", achievement.withdraw, name="withdraw_achievement"),
    path("achievements/<str:code>/rights/", right.name, name="name_right"),
    path("achievements/<str:code>/files/", attachment.attach, name="attach_file"),
    path("achievements/<str:code>/return/", unit_review.send_back, name="return_achievement"),
    path("achievements/<str:code>/forward/", unit_review.forward, name="forward_achievement"),
    path("unit-review/", unit_review.desk, name="unit_review"),
    path("audit/", audit.queue, name="audit_queue"),
    path("audit/next/", audit.next_case, name="claim_next_audit"),
    path("audit/second-looks/", second_look.index, name="second_looks"),
    path("audit/second-looks/<str:case__reference>/", second_look.show, name="second_look"),
    path("audit/second-looks/<str:case__reference>/claim/", second_look.claim, name="claim_second_look"),
    path("audit/second-looks/<str:case__reference>/decide/", second_look.decide, name="decide_second_look"),
    path("audit/imports/", catalogue_batch.queue, name="catalogue_queue"),
    path("audit/imports/<str:code>/", catalogue_batch.show, name="catalogue_batch"),
    path("audit/imports/<str:code>/claim/", catalogue_batch.claim, name="claim_batch"),
    path("audit/imports/<str:code>/release/", catalogue_batch.release, name="release_batch"),
    path("audit/imports/<str:code>/decide/", catalogue_batch.decide, name="decide_batch"),
    path("audit/<str:reference>/", audit.show, name="audit_case"),
    path("audit/<str:reference>/claim/", audit.claim, name="claim_audit"),
    path("audit/<str:reference>/release/", audit.release, name="release_audit"),
    path("audit/<str:reference>/decide/", audit.decide, name="decide_audit"),
    path("catalogue/", catalogue.search, name="catalogue"),
    path("catalogue/<str:code>/", catalogue.show, name="record"),
    path("catalogue/<str:code>/complete/", catalogue.complete, name="complete_record"),
    path("search/", search.search, name="search"),
    path("listings/<str:code>/", listing.show, name="listing"),
    path("", include("listings.urls_bidding")),
]
