"""What stands in the log when the database refuses something."""

from __future__ import annotations

import logging
import logging.config
import sys
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from samfrid.municipalities.models import Municipality

CANARY = "kvastfening"


def test_the_row_that_was_refused_is_not_logged(db: None) -> None:
    try:
        with transaction.atomic():
            # no code of four figures
            Municipality.objects.create(code="x", name=f"Första\n{CANARY}\ntredje")
    except IntegrityError as error:
        told = str(error)
        record = logging.LogRecord("django.request", logging.ERROR, "", 0, "failed", None, sys.exc_info())
    told_to: dict[str, Any] = settings.LOGGING
    made = logging.config.DictConfigurator(told_to).configure_formatter(dict(told_to["formatters"]["plain"]))
    line = made.format(record)
    # it is there to be told, and is not
    assert CANARY in told
    assert CANARY not in line
    assert "municipality_code_form" in line
    assert line.count("Traceback") == 2
    assert line.endswith("(values left out)")
