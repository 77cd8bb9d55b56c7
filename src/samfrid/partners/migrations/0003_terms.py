"""How an agreement's time is changed: amendments, notices, the ledger of renewals; and what it says of itself."""

from __future__ import annotations

import uuid
from typing import ClassVar

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import samfrid.partners.models.terms
from samfrid.municipalities.tenancy import row_security


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("partners", "0002_money_and_cooperation"),
        ("municipalities", "0007_population"),
    ]

    operations: ClassVar = [
        row_security("partners_amendment"),
        row_security("partners_notice"),
        row_security("partners_renewal"),
    ]
