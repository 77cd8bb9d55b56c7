from __future__ import annotations

from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "samfrid.answers"
    label = "answers"
