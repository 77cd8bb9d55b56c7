from __future__ import annotations

from django.apps import AppConfig


class AssociationConfig(AppConfig):
    name = "samfrid.association"
    label = "association"
