from __future__ import annotations

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("partners", "0005_year_report"),
    ]

    operations: ClassVar = []
