from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "samfrid.search"
    label = "search"
