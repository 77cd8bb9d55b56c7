"""The API for people: how to ask, and every operation, made of the same schema that programs read."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samfrid.openness.api.api import api
from samfrid.openness.api.documented import schema_of


def _named(schema: dict[str, Any]) -> str:
    """A schema's name or sort, in a few words."""
    if "$ref" in schema:
        return str(schema["$ref"].rsplit("/", 1)[-1])
    if "anyOf" in schema:
        return " | ".join(_named(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"{_named(schema['items'])}[]"
    if "enum" in schema:
        return " | ".join(str(one) for one in schema["enum"])
    return str(schema.get("format") or schema.get("type", ""))


def _content(told: dict[str, Any]) -> str:
    found: dict[str, Any] = next(iter(told.get("content", {}).values()), {})
    return _named(found["schema"]) if found else ""


def _operation(method: str, path: str, operation: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": operation["operationId"],
        "tag": operation["tags"][0],
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "description": operation.get("description", ""),
        "parameters": [
            (one["name"], _named(one["schema"]), one.get("description", ""))
            for one in operation["parameters"]
            if one["in"] != "path"
        ],
        "body": _content(operation.get("requestBody", {})),
        "answers": [(status, _content(one), one["description"]) for status, one in operation["responses"].items()],
    }


def _fields(schema: dict[str, Any]) -> list[tuple[str, str, bool, str]]:
    required = schema.get("required", [])
    return [
        (name, _named(one), name in required, one.get("description", ""))
        for name, one in schema.get("properties", {}).items()
    ]


@cache
def _told() -> dict[str, Any]:
    schema = schema_of(api)
    operations = [
        _operation(method, path, operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]
    themes = [(tag, list(found)) for tag, found in groupby(operations, key=lambda one: one["tag"])]
    shapes = [
        {
            "name": name,
            "description": one.get("description", ""),
            "fields": _fields(one),
            "values": one.get("enum", []),
        }
        for name, one in sorted(schema["components"]["schemas"].items())
    ]
    return {"themes": themes, "shapes": shapes, "version": schema["info"]["version"]}


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Every operation, for the one who writes a program."""
    return render(request, "openness/api.html", _told())
