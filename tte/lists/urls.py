from django.urls import path

from tte.lists import views

app_name = "lists"

urlpatterns = [
    path("lists/<str:code>/views/", views.views, name="views"),
    path("lists/<str:code>/columns/", views.columns, name="columns"),
    path("lists/<str:code>/file/", views.export, name="export"),
    path("lists/<str:code>/acts/", views.acts, name="acts"),
    path("lists/views/<int:pk>/rename/", views.rename, name="rename"),
    path("lists/views/<int:pk>/default/", views.default, name="default"),
    path("lists/views/<int:pk>/delete/", views.delete, name="delete"),
]
