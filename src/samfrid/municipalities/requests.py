"""What every page of the open side begins with, and what its forms do with a refusal."""

from __future__ import annotations

from typing import cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseForm
from django.http import HttpRequest

from samfrid.municipalities.middleware import SamfridRequest
from samfrid.municipalities.models import Membership, TenantModel
from samfrid.municipalities.permissions import require


def actor_of(request: HttpRequest, right: str = "open.read", record: TenantModel | None = None) -> Membership:
    """Who asks, if she has the right; ``PermissionDenied`` otherwise, also for somebody without any role."""
    actor = cast(SamfridRequest, request).actor
    require(actor, right, record)
    if actor is None:
        raise PermissionDenied(right)
    return actor


def refuse(form: BaseForm, error: ValidationError) -> None:
    """Give the form the sentences of a refused act: beside the field where it has one by that name, else above."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        for one in errors:
            form.add_error(name if name in form.fields else None, one)
