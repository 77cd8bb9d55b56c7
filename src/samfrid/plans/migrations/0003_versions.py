from __future__ import annotations

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("plans", "0002_indicators_and_routines"),
        ("municipalities", "0007_population"),
    ]

    operations: ClassVar = []
