from django.urls import path

from samfrid.web import views

urlpatterns = [
    path("utseende/", views.appearance, name="appearance"),
    path("kommun/", views.choose_municipality, name="municipality"),
]
