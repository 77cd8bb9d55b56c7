"""Secrets are made whole and once, and nobody else reads them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from samfrid.web.server import config


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(config, "DATA", tmp_path)
    return tmp_path / "secrets"


def test_a_secret_is_made_once_and_read_by_its_owner_alone(folder: Path) -> None:
    first = config.secret("x")
    assert len(first) == 64
    assert config.secret("x") == first
    assert [path.name for path in folder.iterdir()] == ["x"]
    assert (folder / "x").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_of_two_that_start_together_both_get_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = os.link

    def late(source: str, target: Path) -> None:
        target.write_text("den andras", encoding="ascii")
        link(source, target)

    monkeypatch.setattr(os, "link", late)
    assert config.secret("x") == "den andras"
    assert [path.name for path in folder.iterdir()] == ["x"]


def test_one_that_is_killed_halfway_leaves_no_empty_secret(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object) -> None:
        raise SystemExit

    monkeypatch.setattr(os, "fsync", die)
    with pytest.raises(SystemExit):
        config.secret("x")
    assert not (folder / "x").exists()
    monkeypatch.undo()
    monkeypatch.setattr(config, "DATA", folder.parent)
    assert len(config.secret("x")) == 64


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite:///x"])
def test_another_engine_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="PostgreSQL alone"):
        config.database_from(url)
