from django.urls import path

from tte.statistics.api import MarketTable

urlpatterns = [path("statistics/", MarketTable.as_view(), name="statistics")]
