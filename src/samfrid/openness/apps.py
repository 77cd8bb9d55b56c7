from django.apps import AppConfig


class OpennessConfig(AppConfig):
    name = "samfrid.openness"
    label = "openness"
