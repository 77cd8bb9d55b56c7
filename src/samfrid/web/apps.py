from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "samfrid.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
