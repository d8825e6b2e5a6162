"""The overview of a run as a page: what every question comes to, with bars, for people who look rather than ask."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from appaudit.batch.index import look
from appaudit.fleet.answers import in_language, shown
from appaudit.fleet.ask import Answer, Asking
from appaudit.model.bilingual import Language
from appaudit.model.question import Question
from appaudit.model.record import record
from appaudit.report.renderers.page.content_policy import content_policy
from appaudit.report.renderers.plain import safe_line
from appaudit.report.renderers.speaker import THIS_PAGE, no_advice

_TEMPLATES: Final = Path(__file__).parent / "templates"
#: Rows and bars of a question on the page; `appaudit ask` gives all.
_ROWS: Final = 20
_BARS: Final = 12
_TILES: Final = """
    SELECT
        count(*), count(*) FILTER (outcome <> 'done'), count(*) FILTER (critical + high > 0),
        count(*) FILTER (NOT complete AND outcome = 'done'), (SELECT count(DISTINCT sdk_id) FROM sdks)
    FROM packages
"""


@record
class Bar:
    """A bar of a chart: its label, the value as text, and its length in percent of the longest."""

    label: str
    value: str
    percent: float


@record
class Section:
    """A question with its answer in one language: the bars, the first rows, and how many there are."""

    question: Question
    language: Language
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int
    bars: tuple[Bar, ...]


def overview(asked: Asking, questions: Iterable[Question], language: Language) -> str:
    """The page: one file, no request, in both languages; raises ConfigError for a question that SQL refuses."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    sections = []
    for question in questions:
        answer = asked.answer(question.sql, question.parameters)
        sections.append({name: _section(question, answer, name) for name in ("zh", "en")})
    (tiles,) = asked.answer(_TILES, {}).rows
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["safe_line"] = safe_line
    style = look() + (_TEMPLATES / "overview.css").read_text(encoding="utf-8")
    script = (_TEMPLATES / "overview.js").read_text(encoding="utf-8")
    return environment.get_template("overview.html.j2").render(
        language=language,
        run=next(run for run in asked.runs if run.run_id == asked.run_id),
        against=asked.against,
        tiles=tiles,
        sections=sections,
        note=no_advice(THIS_PAGE),
        style=Markup(style),  # noqa: S704  # our own file
        script=Markup(script),  # noqa: S704  # our own file
        content_policy=content_policy(style, script),
    )


def _section(question: Question, answer: Answer, language: Language) -> Section:
    said = in_language(answer, language)
    return Section(
        question=question,
        language=language,
        columns=said.columns,
        rows=tuple(tuple(map(shown, row)) for row in said.rows[:_ROWS]),
        total=len(said.rows),
        bars=_bars(question, said),
    )


def _bars(question: Question, answer: Answer) -> tuple[Bar, ...]:
    """The first rows drawn; none where the answer lacks the columns, or is empty."""
    if not question.chart or not set(question.chart) <= set(answer.columns):
        return ()
    *labels, value = (answer.columns.index(name) for name in question.chart)
    found: list[tuple[str, Any]] = []
    for row in answer.rows[:_BARS]:
        found.append((" · ".join(filter(None, (shown(row[index]) for index in labels))), row[value] or 0))
    longest = max((number for _, number in found), default=0)
    return tuple(
        Bar(label=text, value=shown(number), percent=round(100 * number / longest, 1) if longest else 0.0)
        for text, number in found
    )
