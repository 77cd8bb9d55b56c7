"""What holds for every template: nothing that the content security policy refuses, nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "samfrid"
STATIC = SOURCE / "web" / "static"
TEMPLATES = sorted(path for path in SOURCE.rglob("templates/**/*.html"))
NAMES = [str(path.relative_to(SOURCE)) for path in TEMPLATES]
every_template = pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)


@every_template
def test_no_style_or_script_stands_in_the_page(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style\b", text)
    assert not re.search(r"<[^>%]*\sstyle\s*=", text), "use a class: the policy refuses style attributes"
    assert not re.search(r"<[a-z][^>%]*\son[a-z]+\s*=", text), "use a script: the policy refuses handlers"
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


@every_template
def test_nothing_is_fetched_from_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<(?:script|link|img|iframe|source|use)[^>]*(?:src|href)=[\"'](?:https?:)?//", text)


@every_template
def test_every_picture_is_in_the_sprite(path: Path) -> None:
    sprite = (STATIC / "samfrid" / "icons.svg").read_text(encoding="utf-8")
    for name in re.findall(r"{% icon \"([^\"]+)\" %}", path.read_text(encoding="utf-8")):
        assert f'<symbol id="{name}"' in sprite


@every_template
def test_every_static_file_is_there(path: Path) -> None:
    from django.contrib.staticfiles import finders

    for name in re.findall(r"{% static '([^']+)' %}", path.read_text(encoding="utf-8")):
        assert finders.find(name), f"{name}: built by scripts/build_assets.py?"
