"""Answers as text for people and for spreadsheets."""

from __future__ import annotations

import csv
import io
import unicodedata
from typing import Any, Final

from appaudit.batch.index import cell
from appaudit.fleet.ask import Answer
from appaudit.model.bilingual import Language
from appaudit.report.renderers.plain import safe_line, shortened

#: Columns of a text table are cut at this width.
_WIDEST: Final = 48
_OTHER: Final[dict[Language, str]] = {"zh": "_en", "en": "_zh"}


def in_language(answer: Answer, language: Language) -> Answer:
    """The answer without the columns that say the same in the other language."""
    other, own = _OTHER[language], f"_{language}"
    kept = [
        index
        for index, name in enumerate(answer.columns)
        if not (name.endswith(other) and name.removesuffix(other) + own in answer.columns)
    ]
    return Answer(
        columns=tuple(answer.columns[index].removesuffix(own) for index in kept),
        rows=tuple(tuple(row[index] for index in kept) for row in answer.rows),
    )


def shown(value: Any) -> str:  # noqa: ANN401  # of DuckDB
    """A value as people read it, on one line and without control characters."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.10g}"
    return safe_line("; ".join(map(str, value)) if isinstance(value, list) else str(value))


def as_table(answer: Answer, most: int) -> str:
    """The first rows in aligned columns, numbers to the right; a last line says how many more there are."""
    rows = [tuple(shortened(shown(value), _WIDEST) for value in row) for row in answer.rows[:most]]
    widths = [max(map(_width, column)) for column in zip(answer.columns, *rows, strict=True)]
    numeric = [any(isinstance(row[index], int | float) for row in answer.rows[:1]) for index in range(len(widths))]
    lines = [_line(answer.columns, widths, numeric), _line(["-" * width for width in widths], widths, numeric)]
    lines += [_line(row, widths, numeric) for row in rows]
    if len(answer.rows) > most:
        lines.append(f"… {most} / {len(answer.rows)}")
    return "\n".join(lines) + "\n"


def _line(cells: Any, widths: list[int], numeric: list[bool]) -> str:  # noqa: ANN401  # a list or a tuple of texts
    padded = []
    for text, width, is_right in zip(cells, widths, numeric, strict=True):
        space = " " * (width - _width(text))
        padded.append(space + text if is_right else text + space)
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def as_csv(answer: Answer) -> str:
    """All rows for spreadsheets: with a byte order mark, and without a cell that could become a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow([value if isinstance(value, int | float) else cell(shown(value)) for value in row])
    return "\ufeff" + text.getvalue()
