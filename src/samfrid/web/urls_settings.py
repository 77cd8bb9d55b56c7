from django.urls import path

from samfrid.web import administration, views

urlpatterns = [
    path("utseende/", views.appearance, name="appearance"),
    path("kommun/", views.choose_municipality, name="municipality"),
    path("anvandare/", administration.people, name="people"),
    path("anvandare/<uuid:key>/ta-bort/", administration.end_role, name="end_role"),
    path("handelser/", administration.trail, name="trail"),
]
