from django.urls import path

from tte.imports.views import batch

app_name = "imports"

urlpatterns = [
    path("imports/", batch.batches, name="batches"),
    path("imports/new/<str:kind>/", batch.new, name="new"),
    path("imports/new/<str:kind>/template/", batch.template, name="template"),
    path("imports/new/<str:kind>/sample/", batch.sample, name="sample"),
    path("imports/<int:pk>/", batch.show, name="batch"),
    path("imports/<int:pk>/check/", batch.check, name="check"),
    path("imports/<int:pk>/enter/", batch.enter, name="enter"),
    path("imports/<int:pk>/stop/", batch.stop, name="stop"),
    path("imports/<int:pk>/conclude/", batch.conclude, name="conclude"),
    path("imports/<int:pk>/discard/", batch.discard, name="discard"),
    path("imports/<int:pk>/bad-rows/", batch.bad_rows, name="bad_rows"),
]
