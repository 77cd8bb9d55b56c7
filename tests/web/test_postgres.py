"""Where the database lies when root starts Samfrid, and that looking changes nothing."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from samfrid.web.server.postgres import Cluster, ServerError

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root's server runs as another account")


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A data folder that an account without rights does not reach, as under root's home."""
    tmp_path.chmod(0o700)
    data = tmp_path / "var"
    data.mkdir()
    return data


@pytest.fixture
def strict_mask() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


@as_root
def test_under_a_closed_folder_it_lies_elsewhere_and_looking_makes_nothing(closed: Path) -> None:
    cluster = Cluster.default(closed)
    assert closed not in cluster.folder.parents
    assert not cluster.folder.parent.exists()


@as_root
def test_a_database_that_is_out_of_reach_is_not_replaced_by_an_empty_one(closed: Path) -> None:
    (closed / "postgres").mkdir()
    (closed / "postgres" / "PG_VERSION").write_text("18")
    with pytest.raises(ServerError, match="når den inte längre"):
        Cluster.default(closed)


@as_root
def test_the_copy_of_the_server_can_be_run_by_others_whatever_the_mask(
    closed: Path, tmp_path: Path, strict_mask: None
) -> None:
    cluster = Cluster.default(closed)
    home = tmp_path / "srv" / "home"
    programs = home / cluster.programs.relative_to(cluster.folder.parent)
    copied = Cluster(home / "postgres", programs, cluster.account, cluster.packaged)
    copied._copy_programs()
    assert (programs / "postgres").is_file()
    for path in (home, *home.rglob("*")):
        mode = path.stat().st_mode
        assert mode & stat.S_IROTH, path
        assert not path.is_dir() or mode & stat.S_IXOTH, path
    assert (programs / "postgres").stat().st_mode & stat.S_IXOTH


def test_a_socket_folder_of_somebody_elses_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path / ("x" * 60) / ("y" * 60)
    deep.mkdir(parents=True)
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    cluster = Cluster(deep / "postgres", Path("/none"), None)
    cluster.socket_folder.symlink_to(deep)
    with pytest.raises(ServerError, match="någon annans"):
        cluster.start()
