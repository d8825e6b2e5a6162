"""The policy: a clause checklist with the missing ones first, and the text with the quotes marked in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from appaudit.model.bilingual import Bilingual
from appaudit.model.location import Quote
from appaudit.model.report import DocumentRow, PolicySection, Report, StatementRow
from appaudit.model.words import ClauseStatus
from appaudit.report.renderers import words
from appaudit.report.renderers.ordering import NumberedFinding, rank

# A text longer than this is shown around its quotes only; the JSON report holds all of it.
_WHOLE_TEXT = 30_000
_OPENING = 1_500
_AROUND_QUOTE = 300
# A data type quoted by its sentence would underline half the text; only its own words and denials are marked.
_WORDS_OF_A_TYPE = 16
_QUOTES_OPEN = 3
#: Statements on the page; the JSON document has all.
_STATEMENTS = 500


class QuoteLink(NamedTuple):
    """A quote of a clause; `anchor` is its id in the text, empty where the text does not have it there."""

    text: str
    anchor: str


class ClauseView(NamedTuple):
    """A clause with its number in the checklist."""

    number: int
    anchor: str
    name: Bilingual
    status: ClauseStatus
    status_word: Bilingual
    quotes: tuple[QuoteLink, ...]
    findings: tuple[NumberedFinding, ...] = ()
    doubts: tuple[Bilingual, ...] = ()

    @property
    def quotes_open(self) -> int:
        """How many quotes are shown at once: what is in order needs no more than its place."""
        return 1 if self.status == "present" else _QUOTES_OPEN


class Segment(NamedTuple):
    """A run of text: plain, quoted by clauses (`mark`), a named data type (`type`), or `skipped` characters.

    `opens` are the anchors of quotes that start here, `closes` the clauses whose quotes end after it, `status` the
    worst status of the clauses that quote it.
    """

    kind: str
    text: str
    opens: tuple[str, ...] = ()
    closes: tuple[ClauseView, ...] = ()
    hint: Bilingual | None = None
    is_denied: bool = False
    status: str = ""


class StatementView(NamedTuple):
    """What the text says is done or not done; `anchor` is its id in the text, empty where it does not stand there."""

    act: Bilingual
    is_denied: bool
    row: StatementRow
    anchor: str


class DocumentView(NamedTuple):
    """A document with its text in segments."""

    row: DocumentRow
    segments: tuple[Segment, ...]
    is_abridged: bool


class _Mark(NamedTuple):
    start: int
    end: int
    anchor: str = ""
    clause: ClauseView | None = None
    hint: Bilingual | None = None
    is_denied: bool = False


class PolicyView(NamedTuple):
    """The checklist, the documents, and the id of every marked quote by document and first character."""

    clauses: tuple[ClauseView, ...]
    documents: tuple[DocumentView, ...]
    anchors: dict[tuple[str, int], str]
    statements: tuple[StatementView, ...] = ()

    @property
    def counts(self) -> list[tuple[str, Bilingual, int]]:
        """How many clauses have each status, in the order of the checklist."""
        statuses = [clause.status for clause in self.clauses]
        return [
            (status, words.CLAUSE_STATUS[status], statuses.count(status))
            for status in words.CLAUSE_STATUS_ORDER
            if status in statuses
        ]


def policy_view(
    report: Report, names: words.Names, numbered: tuple[NumberedFinding, ...], *, is_whole: bool = False
) -> PolicyView:
    """The checklist and the documents; quotes that do not stand where they say are listed but not marked.

    A long text is shown around its quotes, unless it `is_whole`; then every statement has its place in it, too.
    """
    policy = report.facts.policy
    texts = {document.name: document.text for document in policy.documents}
    ordered = sorted(policy.clauses.items(), key=lambda item: _place(item[1].status))
    clauses: list[ClauseView] = []
    marks: dict[str, list[_Mark]] = {}
    for number, (identifier, row) in enumerate(ordered, 1):
        links = tuple(
            QuoteLink(quote.text, f"quote-{number}-{position}" if _stands(quote, texts) else "")
            for position, quote in enumerate(row.quotes, 1)
        )
        status = words.word(words.CLAUSE_STATUS, row.status)
        about = tuple(item for item in numbered if item.finding.subject == identifier)
        doubts = tuple(words.DOUBTED.format(sentence=quote.text) for quote in row.doubts)
        view = ClauseView(
            number, f"clause-{number}", names.clause(identifier), row.status, status, links, about, doubts
        )
        clauses.append(view)
        for quote, link in zip(row.quotes, links, strict=True):
            if link.anchor:
                marks.setdefault(quote.document, []).append(_Mark(quote.start, quote.end, link.anchor, view))
    for item in policy.data_types:
        for quote in item.quotes:
            is_denied = item.polarity == "deny"
            if _stands(quote, texts) and (is_denied or len(quote.text) <= _WORDS_OF_A_TYPE):
                mark = _Mark(quote.start, quote.end, hint=names.data_type(item.id), is_denied=is_denied)
                marks.setdefault(quote.document, []).append(mark)
    anchors = {(name, mark.start): mark.anchor for name, found in marks.items() for mark in found if mark.anchor}
    statements = _statements(policy, texts) if is_whole else ()
    for view_of_act in statements:
        act = view_of_act.row
        if view_of_act.anchor:
            marks.setdefault(act.document, []).append(_Mark(act.start, act.end, view_of_act.anchor))
    documents = tuple(_document(row, marks.get(row.name, []), is_whole) for row in policy.documents)
    return PolicyView(tuple(clauses), documents, anchors, statements)


def _statements(policy: PolicySection, texts: dict[str, str]) -> tuple[StatementView, ...]:
    return tuple(
        StatementView(
            act=words.ACT.get(f"{row.action}.{row.polarity}", words.ACT[f"{row.action}.affirm"]),
            is_denied=row.polarity != "affirm",
            row=row,
            anchor=f"act-{number}" if 0 <= row.start < row.end <= len(texts.get(row.document, "")) else "",
        )
        for number, row in enumerate(policy.statements[:_STATEMENTS], 1)
    )


def _stands(quote: Quote, texts: dict[str, str]) -> bool:
    text = texts.get(quote.document, "")
    return 0 <= quote.start < quote.end <= len(text) and text[quote.start : quote.end] == quote.text


def _document(row: DocumentRow, marks: list[_Mark], is_whole: bool) -> DocumentView:
    is_abridged = len(row.text) > _WHOLE_TEXT and not is_whole
    windows = _windows(marks, len(row.text)) if is_abridged else [(0, len(row.text))]
    segments: list[Segment] = []
    position = 0
    for start, end in windows:
        if start > position:
            segments.append(Segment("skipped", str(start - position)))
        segments.extend(_segments(row.text, marks, start, end))
        position = end
    if position < len(row.text):
        segments.append(Segment("skipped", str(len(row.text) - position)))
    return DocumentView(row, tuple(segments), is_abridged)


def _windows(marks: list[_Mark], length: int) -> list[tuple[int, int]]:
    """The opening and the surroundings of every clause quote, merged, in order."""
    wanted = [(0, min(_OPENING, length))]
    wanted += [
        (max(0, mark.start - _AROUND_QUOTE), min(length, mark.end + _AROUND_QUOTE)) for mark in marks if mark.clause
    ]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(wanted):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _segments(text: str, marks: list[_Mark], start: int, end: int) -> Iterator[Segment]:
    """The text cut wherever a mark starts or ends, so that overlapping marks nest without crossing tags."""
    inside = sorted((mark for mark in marks if start <= mark.start < end), key=lambda mark: (mark.start, -mark.end))
    cuts = sorted({start, end, *(mark.start for mark in inside), *(min(mark.end, end) for mark in inside)})
    active: list[_Mark] = []
    position = 0
    for here, following in pairwise(cuts):
        active = [mark for mark in active if mark.end > here]
        opening = []
        while position < len(inside) and inside[position].start == here:
            opening.append(inside[position])
            position += 1
        active += opening
        closing = [mark for mark in active if min(mark.end, end) == following]
        yield _segment(text[here:following], active, opening, closing)


def _segment(text: str, active: list[_Mark], opening: list[_Mark], closing: list[_Mark]) -> Segment:
    statuses = [mark.clause.status for mark in active if mark.clause]
    typed = next((mark for mark in active if mark.hint), None)
    return Segment(
        kind="mark" if statuses else "type" if typed else "plain",
        text=text,
        opens=tuple(mark.anchor for mark in opening if mark.anchor),
        closes=tuple({mark.clause.number: mark.clause for mark in closing if mark.clause}.values()),
        hint=typed.hint if typed else None,
        is_denied=bool(typed and typed.is_denied),
        status=min(statuses, key=_place, default=""),
    )


def _place(status: str) -> int:
    return rank(words.CLAUSE_STATUS_ORDER, status)
