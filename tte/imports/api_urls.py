from django.urls import path

from tte.imports import api

urlpatterns = [
    path("imports/", api.ImportsDoor.as_view(), name="imports"),
    path("imports/kinds/", api.KindsDoor.as_view(), name="import_kinds"),
    path("imports/kinds/<str:kind>/template/", api.TemplateDoor.as_view(), name="import_template"),
    path("imports/<int:pk>/", api.ImportDoor.as_view(), name="import"),
    path("imports/<int:pk>/rows/", api.RowsDoor.as_view(), name="import_rows"),
    path("imports/<int:pk>/findings/", api.FindingsDoor.as_view(), name="import_findings"),
    path("imports/<int:pk>/bad-rows/", api.BadRowsDoor.as_view(), name="import_bad_rows"),
    path("imports/<int:pk>/check/", api.CheckDoor.as_view(), name="check_import"),
    path("imports/<int:pk>/enter/", api.EnterDoor.as_view(), name="enter_import"),
    path("imports/<int:pk>/stop/", api.StopDoor.as_view(), name="stop_import"),
    path("imports/<int:pk>/conclude/", api.ConcludeDoor.as_view(), name="conclude_import"),
    path("imports/<int:pk>/discard/", api.DiscardDoor.as_view(), name="discard_import"),
]
