from __future__ import annotations

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("plans", "0003_versions"),
    ]

    operations: ClassVar = []
