"""Scans every app, scores it, and writes the figures."""

from __future__ import annotations

import json
import subprocess
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from . import bytecode, chains, mapping
from .archives import table
from .convert import Mode, modes_of
from .recipe import Recipe
from .score import Check, score, version_checks

_AS_OF = "2026-11-25"
_ARCHIVE = "the archive itself"
_AXES = ("site", "way", "guard", "documents", "account", "asked", "sdk", "touched")
_BY_AXIS = (
    "pre-consent-collection",
    "SDK start at launch",
    "phase of own reads",
    "SDK found",
    "undisclosed-collection",
)
_COLUMNS = ("true", "too strong", "false", "missed", "left out", "quiet")


def run(recipes: list[Recipe], modes: list[Mode], cache: Path, command: list[str], out: Path) -> int:
    """Scan and score; gives the exit code."""
    (out / "reports").mkdir(parents=True, exist_ok=True)
    with_mapping = "--mapping" in subprocess.run(
        [*command, "scan", "--help"], capture_output=True, text=True, check=False
    ).stdout  # fmt: skip
    checks: list[Check] = []
    hops: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: list[dict[str, str]] = []
    for recipe in recipes:
        folder = cache / "apps" / recipe.name
        for mode in modes_of(recipe, modes):
            package, names = folder / f"{mode}.apk", folder / f"{mode}.mapping.txt"
            if not package.is_file() or not (folder / "expected.json").is_file():
                print(f"{recipe.name} {mode}: not built", flush=True)
                continue
            expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
            plain = _scan(command, package, folder, None, out)
            old_names = mapping.read(names)
            checks += score(mode.value, expected, plain, old_names)
            accesses = plain["facts"]["data_access"]
            verdict = chains.check(accesses, bytecode.read(package, chains.classes_of(accesses)))
            hops[mode.value] += verdict.hops
            hops[mode.value] += Counter({f"chains {name}": count for name, count in verdict.chains.items()})
            wrong += [{"app": recipe.name, "mode": mode.value, "hop": text} for text in verdict.wrong]
            if with_mapping and mode is not Mode.OFF:
                named = _scan(command, package, folder, names, out)
                checks += score(f"{mode.value}, mapping given", expected, named, mapping.Names())
            print(f"{recipe.name} {mode}", flush=True)
    checks += _archives(command, cache, out)
    _write(checks, hops, wrong, out, command)
    return 0


def _archives(command: list[str], cache: Path, out: Path) -> list[Check]:
    """The archives themselves: is the SDK found, and with the version that its coordinate says?"""
    checks: list[Check] = []
    for archive in table().values():
        file = cache / "archives" / archive.file_name
        if archive.version and file.is_file():
            report = _scan(command, file, file.parent, None, out)
            said = {row["id"]: row["version"] for row in report["facts"]["sdks"]}
            checks += version_checks(archive.name, _ARCHIVE, archive.sdk, archive.version, said)
    return checks


def _scan(command: list[str], package: Path, folder: Path, names: Path | None, out: Path) -> dict[str, Any]:
    """The JSON report of one scan; a report of the same command and package is not made twice."""
    kind = package.stem if names is None else f"{package.stem}-mapped"
    target = out / "reports" / f"{folder.name}-{kind}.json"
    inputs = [file for file in (package, folder / "policy.html", folder / "sdks.csv") if file.is_file()]
    if not target.is_file() or target.stat().st_mtime < max(file.stat().st_mtime for file in inputs):
        options: list[str] = []
        for option, name in (("--policy", "policy.html"), ("--sdk-list", "sdks.csv")):
            if (folder / name).is_file():
                options += [option, str(folder / name)]
        if names is not None:
            options += ["--mapping", str(names)]
        options += [
            "--format",
            "json",
            "--output",
            str(target),
            "--fail-on",
            "never",
            "--no-ignores",
            "--as-of",
            _AS_OF,
        ]
        done = subprocess.run(
            [*command, "scan", str(package), *options, "-q"], capture_output=True, text=True, check=False
        )
        if not target.is_file():
            raise RuntimeError(f"{package}: exit code {done.returncode}: {done.stderr.strip()[-500:]}")
    report: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return report


def _ratio(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def _precision_recall(counted: Counter[str]) -> tuple[str, str]:
    """What is said and so, of all that is said; what is said, of all that should be."""
    right, said = counted["true"], counted["true"] + counted["too strong"] + counted["false"]
    found = counted["true"] + counted["too strong"]
    return _ratio(right, said), _ratio(found, found + counted["missed"])


def _counted(checks: Iterable[Check], key: Callable[[Check], str]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for check in checks:
        found[key(check)][check.outcome] += 1
    return dict(sorted(found.items()))


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _head(*cells: str) -> list[str]:
    return [_row(*cells), "|" + "---|" * len(cells)]


def _by_mode(checks: list[Check], mode: str) -> list[str]:
    """Everything that was checked in one mode."""
    of_mode = [check for check in checks if check.mode == mode]
    lines = [f"## {mode}: {len({check.app for check in of_mode})} apps", ""]
    lines += _head("what", "precision", "recall", *_COLUMNS)
    for metric, counted in _counted(of_mode, lambda check: check.metric).items():
        lines.append(_row(metric, *_precision_recall(counted), *(counted[name] for name in _COLUMNS)))
    return [*lines, ""]


def _summary(checks: list[Check], modes: list[str]) -> list[str]:
    """Precision, recall and what they are counted from, a column for each mode."""
    lines = ["## All modes: precision / recall (true, too strong, false, missed)", "", *_head("what", *modes)]
    for metric in sorted({check.metric for check in checks}):
        cells = []
        for mode in modes:
            counted = Counter(check.outcome for check in checks if check.metric == metric and check.mode == mode)
            numbers = ", ".join(str(counted[name]) for name in ("true", "too strong", "false", "missed"))
            cells.append(f"{' / '.join(_precision_recall(counted))} ({numbers})" if counted else "")
        lines.append(_row(metric, *cells))
    return [*lines, ""]


def _by_axis(checks: list[Check], metric: str, modes: list[str]) -> list[str]:
    """Precision, recall and the number of checks by the values of every axis, a column for each mode."""
    of_metric = [check for check in checks if check.metric == metric]
    lines = [f"### {metric}, by axis: precision / recall (checks)", "", *_head("axis", "value", *modes)]
    for axis in _AXES:
        values = sorted({check.axes[axis] for check in of_metric if axis in check.axes})
        for value in values:
            cells = []
            for mode in modes:
                chosen = [check for check in of_metric if check.mode == mode and check.axes.get(axis) == value]
                precision, recall = _precision_recall(Counter(check.outcome for check in chosen))
                cells.append(f"{precision} / {recall} ({len(chosen)})" if chosen else "")
            lines.append(_row(axis, value, *cells))
    return [*lines, ""]


def _write(
    checks: list[Check], hops: dict[str, Counter[str]], wrong: list[dict[str, str]], out: Path, command: list[str]
) -> None:
    """Write figures.md and figures.json, and print the former."""
    modes = list(dict.fromkeys(check.mode for check in sorted(checks, key=lambda check: _order(check.mode))))
    apps = len({check.app for check in checks})
    lines = [f"`{' '.join(command)}`, {time.strftime('%Y-%m-%d')}, {apps} apps", ""]
    lines += _summary(checks, modes)
    for mode in modes:
        lines += _by_mode(checks, mode)
    for metric in _BY_AXIS:
        lines += _by_axis(checks, metric, modes)
    names = sorted({name for found in hops.values() for name in found})
    lines += ["## Hops of printed chains", "", *_head("mode", *names)]
    lines += [_row(mode, *(found[name] for name in names)) for mode, found in hops.items()]
    text = "\n".join(lines) + "\n"
    (out / "figures.md").write_text(text, encoding="utf-8")
    figures = {"checks": [check.as_json() for check in checks], "hops": hops, "wrong_hops": wrong}
    (out / "figures.json").write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(text)


def _order(mode: str) -> tuple[int, str]:
    kinds = [*(name.value for name in Mode), _ARCHIVE]
    return kinds.index(mode.partition(",")[0]), mode
