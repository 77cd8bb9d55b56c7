"""How many papers each family of rules serves: ``python -m bench.families``.

A family is a module of :mod:`samfrid.reading.finders`, a rule one of its patterns. Each pattern is watched while all
papers at hand with a gold are read: the development set and the five real documents where they are beside the project,
and the project's own. Told for each family: its patterns, in how many papers and municipalities one of them matched,
and which patterns matched in the papers of a single municipality, which is what a rule learnt by heart looks like. A
pattern that is only a part of others is told as having matched in none.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from samfrid.reading import finders, prepare, read, sources

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "reading"
RESULTS = ROOT / "bench" / "results" / "families.json"
COMMAND = "python -m bench.families"
WATCHED = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class Watch:
    """A pattern that remembers in which papers it matched."""

    paper = ""

    def __init__(self, name: str, pattern: re.Pattern[str]) -> None:
        self.name, self.own = name, pattern
        self.papers: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.own, name)
        if name not in WATCHED:
            return method

        def watched(*given: Any, **named: Any) -> Any:
            result = method(*given, **named)
            if name == "finditer":
                return self._each(result)
            if name in ("sub", "subn", "split"):
                text = given[1] if name != "split" else given[0]
                self._note(bool(self.own.search(text)))
            else:
                self._note(bool(result))
            return result

        return watched

    def _each(self, found: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
        for match in found:
            self._note(True)
            yield match

    def _note(self, matched: object) -> None:
        if matched:
            self.papers.add(Watch.paper)


def watch() -> list[Watch]:
    """Put a watch on each pattern of the finders, the same one wherever it is imported."""
    by_pattern: dict[int, Watch] = {}
    modules = [
        importlib.import_module(f"{finders.__name__}.{module.name}")
        for module in pkgutil.iter_modules(finders.__path__)
    ]
    for module in modules:
        family = module.__name__.rpartition(".")[2]
        for name, value in list(vars(module).items()):
            if isinstance(value, re.Pattern):
                watched = by_pattern.setdefault(id(value), Watch(f"{family}.{name}", value))
                setattr(module, name, watched)
    return list(by_pattern.values())


def papers() -> Iterator[tuple[Path, Path]]:
    """Each paper with its gold."""
    for docs, gold in (
        (SHARED / "seeds", SHARED / "gold"),
        (SHARED / "dev" / "docs", SHARED / "dev" / "gold"),
        (ROOT / "tests/reading/unseen/docs", ROOT / "tests/reading/unseen/gold"),
        (ROOT / "examples", ROOT / "tests/reading/examples/gold"),
    ):
        for path in sorted(gold.glob("*.json")) if gold.exists() else []:
            yield docs / path.stem, path
    own = ROOT / "tests" / "reading" / "papers"
    for path in sorted(own.glob("*.json")):
        yield next(p for p in own.glob(f"{path.stem}.*") if p.suffix != ".json"), path


def main() -> None:
    """Read everything, tell and write."""
    watches = watch()
    towns: dict[str, str] = {}
    for paper, gold in papers():
        town = (json.loads(gold.read_text(encoding="utf-8")).get("municipality") or {}).get("code")
        Watch.paper = str(paper)
        towns[Watch.paper] = town or str(paper)
        read.read_document(prepare.prepare(sources.load(paper)))
    families: dict[str, list[Watch]] = defaultdict(list)
    for one in watches:
        families[one.name.partition(".")[0]].append(one)
    rows = [
        _row("papers read", len(towns), "papers"),
        _row("municipalities", len(set(towns.values())), "municipalities"),
    ]
    for family, its in sorted(families.items()):
        served = set().union(*(one.papers for one in its))
        of_towns = {towns[paper] for paper in served}
        single = [one.name for one in its if len({towns[paper] for paper in one.papers}) == 1]
        never = [one.name for one in its if not one.papers]
        rows.append(_row(f"{family}: papers served by its {len(its)} patterns", len(served), "papers", len(towns)))
        rows.append(_row(f"{family}: patterns that served one municipality alone", len(single), "patterns", len(its)))
        print(f"{family:18} {len(its):3} patterns  {len(served):4} papers {len(of_towns):4} municipalities", end="")
        print(f"  one alone: {', '.join(single)}" * bool(single) + f"  none: {', '.join(never)}" * bool(never))
    RESULTS.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _row(measure: str, value: int, unit: str, reference: int | None = None) -> dict[str, object]:
    ratio = round(value / reference, 3) if reference else None
    return {
        "measure": measure, "value": value, "unit": unit, "reference": reference, "ratio": ratio, "command": COMMAND
    }  # fmt: skip


if __name__ == "__main__":
    main()
