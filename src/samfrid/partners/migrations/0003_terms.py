from __future__ import annotations

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("partners", "0002_money_and_cooperation"),
        ("municipalities", "0007_population"),
    ]

    operations: ClassVar = []
