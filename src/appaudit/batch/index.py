"""The index over a batch: a page to sort and filter, and the same rows as JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Any, Final, get_args
from urllib.parse import quote

from appaudit.batch.row import DOCUMENTS, FAILURES, Row
from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.codec import OMIT_EMPTY, encode, encode_record
from appaudit.model.finding import Ignore
from appaudit.model.record import record
from appaudit.model.report import Tool
from appaudit.model.verdict import Decision
from appaudit.model.words import SeverityWord, StatusWord, words_of
from appaudit.report.renderers import words
from appaudit.report.renderers.page.content_policy import content_policy
from appaudit.report.renderers.plain import safe_line
from appaudit.report.renderers.speaker import THIS_PAGE, no_advice
from appaudit.report.renderers.verdict_words import DECISION

INDEX_VERSION: Final = 1
FILE_NAMES: Final = ("index.html", "index.json", "index.csv")
#: How the page says that it is ours, so that no other `index.html` is overwritten.
GENERATOR: Final = "appaudit batch index"
_TEMPLATES: Final = Path(__file__).parent / "templates"
_SEVERITIES: Final = words_of(SeverityWord)
_STATUSES: Final = words_of(StatusWord)
#: What a spreadsheet would take for the beginning of a formula.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
#: By which packages are sorted: those whose documents could not be read last.
_DOCUMENT_KEYS: Final = {"read": 0, "not_supplied": 1, "unreadable": 10}
#: How findings stand against the last audit.
_SINCE: Final = ("new", "open", "fixed", "undecided")
_SINCE_WORDS: Final = {
    "new": Bilingual("新增", "new"),
    "open": Bilingual("未解决", "still open"),
    "fixed": Bilingual("已解决", "fixed"),
    "undecided": Bilingual("未能判断", "undecided"),
}
_OUTCOMES: Final = {"done": Bilingual("已完成", "Done"), **FAILURES}


@record
class Totals:
    """Counts over all packages: `failing` are those with a report whose own exit code would not be 0.

    `verdicts`, `overdue` and `since` are the sums of those of the rows.
    """

    packages: int
    done: int
    failing: int
    without_report: dict[str, int]
    findings: int
    by_severity: dict[str, int]
    verdicts: dict[str, int] = field(default_factory=dict, metadata=OMIT_EMPTY)
    overdue: int = 0
    since: dict[str, int] = field(default_factory=dict, metadata=OMIT_EMPTY)


@record
class Index:
    """The document `index.json`: packages in the order of the command line; `complete` is false after a stop."""

    index_version: int
    tool: Tool
    complete: bool
    totals: Totals
    rows: tuple[Row, ...]
    unused_ignores: tuple[Ignore, ...] = field(default=(), metadata=OMIT_EMPTY)


def build_index(rows: Sequence[Row], tool: Tool, *, complete: bool) -> Index:
    """The index of rows in their order."""
    severities: Counter[str] = Counter()
    for row in rows:
        severities.update(row.by_severity)
    outcomes = Counter(row.outcome for row in rows)
    return Index(
        index_version=INDEX_VERSION,
        tool=tool,
        complete=complete,
        totals=Totals(
            packages=len(rows),
            done=outcomes["done"],
            failing=sum(row.exit_code != 0 for row in rows if row.outcome == "done"),
            without_report={name: outcomes[name] for name in FAILURES if outcomes[name]},
            findings=sum(row.findings for row in rows),
            by_severity={name: severities[name] for name in _SEVERITIES},
            verdicts=_sum([row.verdicts for row in rows], get_args(Decision)),
            overdue=sum(row.overdue for row in rows),
            since=_sum([row.since for row in rows], _SINCE),
        ),
        rows=tuple(replace(row, baseline=(), unused_ignores=()) for row in rows),
        unused_ignores=unused_everywhere(rows),
    )


def _sum(counts: Sequence[Mapping[str, int]], order: Sequence[str]) -> dict[str, int]:
    """The counts of all rows together; empty where no row has any."""
    total: Counter[str] = Counter()
    for item in counts:
        total.update(item)
    return {name: total[name] for name in order if any(name in item for item in counts)}


def unused_everywhere(rows: Sequence[Row]) -> tuple[Ignore, ...]:
    """The entries that no app needed: each audit says which of them it did not need."""
    done = [row for row in rows if row.outcome == "done"]
    counts = Counter(ignore for row in done for ignore in row.unused_ignores)
    applicable = {ignore: sum(ignore.package in ("", row.package) for row in done) for ignore in dict.fromkeys(counts)}
    return tuple(ignore for ignore in counts if counts[ignore] == applicable[ignore])


def index_json(index: Index) -> str:
    """`index.json`, one package a line."""
    document = encode_record(index)
    del document["rows"]
    rows = ",\n  ".join(json.dumps(encode(row), ensure_ascii=False) for row in index.rows)
    head = json.dumps(document, ensure_ascii=False, indent=1)[:-2]
    return f'{head},\n "rows": [\n  {rows}\n ]\n}}\n'


def index_csv(index: Index) -> str:
    """`index.csv` for spreadsheets: with a byte order mark, and without a cell that could become a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(
        [
            "path", "sha256", "size", "outcome", "detail", "exit_code", "package", "version_name", "version_code",
            "label", "packer", "findings", *_SEVERITIES, *_STATUSES, "known", "ignored",
            "hidden", "inconclusive", *get_args(Decision), "overdue",
            *(f"{name}_since" for name in _SINCE), "policy", "sdk_list", "complete", "sdks", "report", "reasons",
        ]
    )  # fmt: skip
    for row in index.rows:
        # What was not audited has no number of findings, and nought would say that it has none.
        counts: list[int | str] = [
            row.findings,
            *(row.by_severity.get(name, 0) for name in _SEVERITIES),
            *(row.by_status.get(name, 0) for name in _STATUSES),
            *(row.known, row.ignored, row.hidden, row.inconclusive),
            *(row.verdicts.get(name, 0) for name in get_args(Decision)),
            row.overdue,
        ]
        is_done = row.outcome == "done"
        writer.writerow(
            [
                *map(cell, (row.path, row.sha256)), row.size, row.outcome, cell(row.detail.en), row.exit_code,
                *map(cell, (row.package, row.version_name, row.version_code, row.label, row.packer)),
                *(counts if is_done else [""] * len(counts)),
                *(row.since.get(name, "") for name in _SINCE),
                *(row.documents.get(role, "") for role in DOCUMENTS), "yes" if row.complete else "no",
                row.sdks if is_done else "",
                cell(next(iter(row.reports.values()), "")), cell("; ".join(reason.en for reason in row.reasons)),
            ]
        )  # fmt: skip
    return "\ufeff" + text.getvalue()


def cell(text: str) -> str:
    """A text as a cell of a spreadsheet, where it must not become a formula."""
    shown = safe_line(text)
    return f"'{shown}" if shown.startswith(_FORMULA_STARTS) else shown


def index_html(index: Index, language: Language) -> str:
    """The page: one file, no request, sortable by its own script and readable without it."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    common = _common_folder(index.rows)
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = ((_TEMPLATES / name).read_text(encoding="utf-8") for name in ("index.css", "index.js"))
    environment.filters["safe_line"] = safe_line
    return environment.get_template("index.html.j2").render(
        index=index,
        language=language,
        note=no_advice(THIS_PAGE),
        generator=GENERATOR,
        style=Markup(style),  # noqa: S704  # our own file
        script=Markup(script),  # noqa: S704  # our own file
        content_policy=content_policy(style, script),
        has_known=any(row.known for row in index.rows),
        has_ignored=any(row.ignored for row in index.rows),
        has_verdicts=bool(index.totals.verdicts or index.totals.overdue),
        has_since=bool(index.totals.since),
        decisions=DECISION,
        since_words=_SINCE_WORDS,
        severities=[(name, words.SEVERITY[name]) for name in _SEVERITIES],
        outcomes=_OUTCOMES,
        roles=words.ROLE,
        input_status=words.INPUT_STATUS,
        link=lambda name: quote(name),
        rows=[_view(number, row, common) for number, row in enumerate(index.rows)],
    )


def look() -> str:
    """The style of the page, for others that are to look like it."""
    return (_TEMPLATES / "index.css").read_text(encoding="utf-8")


def _common_folder(rows: Sequence[Row]) -> str:
    """What the paths of all packages begin with, which a table need not repeat in each row."""
    folders = {os.path.dirname(row.path) for row in rows}  # noqa: PTH120  # paths of any system, as text
    try:
        common = os.path.commonpath(folders) if all(folders) else ""
    except ValueError:  # relative and absolute ones, or several drives
        return ""
    return f"{common.rstrip(os.sep)}{os.sep}" if common else ""


def _view(number: int, row: Row, common: str) -> dict[str, Any]:
    """A row with what its cells are sorted by: the weight of findings lets a critical one outweigh all others."""
    weight = 0
    for name in _SEVERITIES:
        weight = weight * 1000 + min(row.by_severity.get(name, 0), 999)
    return {
        "row": row,
        "number": number + 1,
        "weight": weight,
        "decided": sum(row.verdicts.values()),
        "page": row.reports.get("html", ""),
        "path": row.path.removeprefix(common),
        "documents_key": sum(_DOCUMENT_KEYS[status] for status in row.documents.values()),
    }
