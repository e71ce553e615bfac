from django.urls import path

from tte.statistics.views import exports, market

app_name = "statistics"

urlpatterns = [
    path("statistics/", market.index, name="index"),
    path("statistics/types/", market.types, name="types"),
    path("statistics/export/contracts/", exports.rows_export, name="rows_export"),
    path("statistics/export/<slug:name>/", exports.table_export, name="table_export"),
]
