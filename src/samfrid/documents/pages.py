"""Pictures of a document's pages, drawn in a child process and kept beside the file."""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

#: a page takes about 0.1 s; a child that is not done by then has met a file that is made to be slow
SECONDS: Final = 300
logger = logging.getLogger(__name__)


def draw(path: Path, folder: Path) -> list[tuple[int, int]]:
    """Draw the pages of ``path`` into ``folder``: width and height of each picture, in order.

    Nothing at all if the file has no pages or they cannot be drawn; ``folder`` is then not made. A drawing that is cut
    off leaves no half-filled folder.
    """
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f"{folder.name}.") as half_made:
        command = [sys.executable, "-m", "samfrid.documents.drawing", str(path), half_made]
        # no secret of the worker's own goes along
        environment = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LD_LIBRARY_PATH")}
        environment["PYTHONPATH"] = os.pathsep.join(entry for entry in sys.path if entry)
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=SECONDS, check=False, env=environment, cwd="/"
            )
        except subprocess.TimeoutExpired:
            logger.warning("the pages of %s took too long to draw", path.name)
            return []
        if done.returncode:
            logger.warning("the pages of %s could not be drawn (exit code %s)", path.name, done.returncode)
            return []
        sizes = [(int(width), int(height)) for width, height in json.loads(done.stdout)]
        if sizes:
            shutil.rmtree(folder, ignore_errors=True)
            Path(half_made).rename(folder)
            # so that the block's own clearing finds what it expects
            Path(half_made).mkdir()
        return sizes
