from django.urls import path

from samfrid.openness import keys

app_name = "keys"
urlpatterns = [
    path("", keys.listing, name="list"),
    path("<uuid:key>/aterkalla/", keys.revoke, name="revoke"),
]
