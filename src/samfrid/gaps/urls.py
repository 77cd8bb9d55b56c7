from django.urls import path

from samfrid.gaps import views

app_name = "gaps"
urlpatterns = [
    path("", views.first_page, name="today"),
    path("brister/<slug:key>/", views.group, name="group"),
]
