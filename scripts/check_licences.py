"""Every locked package that the product runs on has a licence that goes with EUPL-1.2; AGPL stays out.

The packages that only testing needs are let off: they are not part of what a municipality installs.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution, requires
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOOD = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla Public|Unlicense|Public Domain|HPND|CC0|"
    r"LGPL|Lesser General Public|Zlib|0BSD|PostgreSQL|EUPL|BlueOak|CC-BY-SA|OFL)\b",
    re.IGNORECASE,
)
BAD = re.compile(r"Affero|AGPL|SSPL|Commons Clause", re.IGNORECASE)


def needed(roots: list[str]) -> set[str]:
    """The packages that ``roots`` need, directly or not, as installed here."""
    found: set[str] = set()
    waiting = [re.split(r"[^\w.-]", root)[0] for root in roots]
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        try:
            distribution(name)
        except PackageNotFoundError:
            # a package for another system
            continue
        found.add(name)
        for line in requires(name) or []:
            if "extra ==" not in line:
                waiting.append(re.split(r"[^\w.-]", line)[0])
    return found


def licence_of(name: str) -> str:
    """What a package says of its licence, in all the places where packages say it."""
    metadata = distribution(name).metadata
    fields = [
        *(metadata.get_all("License-Expression") or []),
        *(one[:200] for one in metadata.get_all("License") or []),
    ]
    fields += [entry for entry in metadata.get_all("Classifier") or [] if entry.startswith("License")]
    return " | ".join(field for field in fields if field)


def front_end() -> dict[str, str]:
    """The npm packages whose files are served or read, with their licences."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    rows = lock["packages"].items()
    return {path: row.get("license", "") for path, row in rows if path and not row.get("dev")}


def main() -> int:
    project = subprocess.run(
        [
            sys.executable,
            "-c",
            "import tomllib,json;print(json.dumps(tomllib.load(open('pyproject.toml','rb'))['project']))",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(project.stdout)
    roots = [*told["dependencies"], *told["optional-dependencies"]["archive"], "psycopg-binary"]
    licences = {name: licence_of(name) for name in sorted(needed(roots))} | front_end()
    wrong = {name: text for name, text in licences.items() if BAD.search(text) or not GOOD.search(text)}
    for name, text in wrong.items():
        print(f"{name}: {text or 'says no licence'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
