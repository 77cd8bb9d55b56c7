from __future__ import annotations

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("municipalities", "0006_partner_role"),
    ]

    operations: ClassVar = []
