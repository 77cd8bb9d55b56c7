"""Where things lie: the project's folder, what set-up built, and the data that must survive."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

PROJECT: Final = Path(os.environ.get("SAMFRID_HOME") or Path(__file__).resolve().parents[3])
#: made by set-up from locked packages; can be thrown away
BUILD: Final = PROJECT / "build"
#: the database's files, uploaded files, secrets; back this up
DATA: Final = Path(os.environ.get("SAMFRID_DATA") or PROJECT / "var")
