"""Imports of achievements after their rows have entered."""

from django.urls import path

from listings.api import catalogue_batch

urlpatterns = [
    path("catalogue/imports/", catalogue_batch.BatchesDoor.as_view(), name="catalogue_batches"),
    path("catalogue/imports/<str:code>/", catalogue_batch.BatchDoor.as_view(), name="catalogue_batch"),
    path("catalogue/imports/<str:code>/records/", catalogue_batch.RecordsDoor.as_view(), name="batch_records"),
    path("catalogue/imports/<str:code>/findings/", catalogue_batch.FindingsDoor.as_view(), name="batch_findings"),
    path("catalogue/imports/<str:code>/secrecy/", catalogue_batch.BatchSecrecyDoor.as_view(), name="batch_paper"),
    path(
        "catalogue/imports/<str:code>/secrecy/attach/",
        catalogue_batch.AttachBatchSecrecyDoor.as_view(),
        name="attach_batch_paper",
    ),
    path("audit/imports/", catalogue_batch.ImportCasesDoor.as_view(), name="catalogue_queue"),
    path("audit/imports/<str:reference>/claim/", catalogue_batch.ClaimImportDoor.as_view(), name="claim_batch"),
    path("audit/imports/<str:reference>/release/", catalogue_batch.ReleaseImportDoor.as_view(), name="release_batch"),
    path("audit/imports/<str:code>/check/", catalogue_batch.CheckImportDoor.as_view(), name="check_batch_again"),
    path("audit/imports/<str:code>/decide/", catalogue_batch.DecideImportDoor.as_view(), name="decide_batch"),
]
