"""Statements: who collects or shares what, with whom, for what purpose and on what condition.

A statement is one act of a sentence, one item of a list that its lead-in opens, or one row of a table. Its spans are
the `mentions` of a policy. How a language puts its sentences together is in `statements_zh` and `statements_en`; the
words are in the lexicon. Misses what a sentence only refers back to ("上述信息" is kept as it stands).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from appaudit.documents.blocks import Cell
from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.policy import LanguageLexicon
from appaudit.model.record import record
from appaudit.model.words import Polarity, PolicyAction, StatedAction
from appaudit.policy.denials import is_denied_above
from appaudit.policy.document_index import DocumentIndex, Place
from appaudit.policy.grammar.acts import Act, Part

#: A cell that is longer is a text of its own.
_MAX_CELL = 400
#: Letters behind a definition in which the next sentence begins.
_NEXT = 60
_ITEMS = re.compile(r"[^\n；;]+")


class Grammar(Protocol):
    """What a language knows of its sentences; offsets are those of the sentence given."""

    def acts(self, text: str, /) -> list[Act]:
        """Every act of one sentence."""
        ...

    def things(self, text: str, /) -> list[Part]:
        """The data that a sentence without an act names."""
        ...

    def takes_back(self, text: str, /) -> bool:
        """Whether a sentence makes exceptions to the denial before it."""
        ...


@record(kw_only=False)
class Statement:
    """One act with the spans that take part in it, in offsets of the view, and the sentence it stands in.

    `action` is `collect`, `share`, or `name` where data are named and nothing is said to be done with them.
    `polarity` is `affirm`, `deny`, or `except` for a denial with exceptions.
    """

    action: PolicyAction
    polarity: Polarity
    start: int
    end: int
    parts: tuple[Part, ...]

    def of(self, kind: str) -> tuple[Part, ...]:
        """The spans of one kind."""
        return tuple(part for part in self.parts if part.kind == kind)


def read_statements(index: DocumentIndex) -> list[Statement]:
    """Give every statement of a document in order; none in a language without a grammar."""
    grammar = _grammar(index.lexicon)
    if grammar is None:
        return []
    statements: list[Statement] = []
    opened: dict[int, Act] = {}
    names = index.lexicon.columns
    for number, place in enumerate(index.places):
        block = place.sentence.block
        if block.kind == "row":
            statements.extend(_of_row(index, place, names, grammar))
            continue
        if place.is_heading or block.kind == "contents":
            continue
        text = index.view.text[place.start : place.end]
        acts = grammar.acts(text)
        following = index.places[number + 1] if number + 1 < len(index.places) else None
        if following is not None and grammar.takes_back(index.view.text[following.start : following.end]):
            for act in acts:
                act.polarity = "except" if act.polarity == "deny" else act.polarity
        if acts and is_denied_above(index, place):  # "- Use cookies" below "We do not:"
            for act in acts:
                act.polarity = "deny" if act.polarity == "affirm" else act.polarity
        statements.extend(
            Statement(act.action, act.polarity, place.start, place.end, _moved(act.parts(), place.start))
            for act in acts
        )
        if acts:
            if acts[-1].is_open:
                opened[block.start] = acts[-1].moved(place.start)
            continue
        things = _moved(grammar.things(text), place.start)
        if things:
            lead = opened.get(block.lead_in.start) if block.lead_in is not None else None
            statements.append(_named(index, place, things, lead))
    return statements


def action_of(index: DocumentIndex, place: Place) -> StatedAction | None:
    """What a sentence, or else what stands above it, speaks of: `collect`, `share`, or None."""
    if _has(index, "mention_definition", place.start, place.end) and not _has(
        index, "mention_collect", place.start, place.end
    ):
        # What is defined is not collected by that, unless the next sentence says so of all of it.
        return "collect" if _has(index, "mention_defined_taken", place.end, place.end + _NEXT) else None
    if place.sentence.block.kind == "row":
        return row_action(index, place)
    above = place.above
    if _has(index, "mention_share", place.start, place.end) or _has(index, "sdk_word", place.start, place.end):
        return "share"
    if any(_has(index, "sdk_word", *span) for span in above):
        return "share"
    if _has(index, "mention_collect", place.start, place.end):
        return "collect"
    if any(_has(index, "mention_collect_heading", *span) for span in above):
        return "collect"
    if any(_has(index, "mention_share_heading", *span) for span in above):
        return "share"
    return None


def row_action(index: DocumentIndex, place: Place) -> StatedAction:
    """What a row of a table speaks of: sharing where it names a recipient or stands under such a heading."""
    headers = [cell.header for cell in place.sentence.block.cells if cell.header]
    names = index.lexicon.columns
    if any(names.field(header) == "company" or _names_party(index, header) for header in headers):
        return "share"
    nearest = place.above[1:] if place.sentence.label is not None else place.above
    for span in nearest[:2]:
        if _has(index, "sdk_word", *span) or _has(index, "mention_share_heading", *span):
            return "share"
        if _has(index, "mention_collect_heading", *span):
            return "collect"
    return "collect"


def _grammar(lexicon: LanguageLexicon) -> Grammar | None:
    """The grammar of a language, of which there are two, each loaded when it is needed; None for others."""
    if lexicon.language == "zh":
        from appaudit.policy.grammar.statements_zh import ChineseGrammar

        return lexicon.kept("grammar", lambda: ChineseGrammar(lexicon.words, lexicon.forms))
    if lexicon.language == "en":
        from appaudit.policy.grammar.statements_en import EnglishGrammar

        return lexicon.kept("grammar", lambda: EnglishGrammar(lexicon.words))
    return None


def _names_party(index: DocumentIndex, header: str) -> bool:
    concept = index.lexicon.concepts.get("mention_party_column")
    return concept is not None and bool(concept.find(header.lower()))


def _named(index: DocumentIndex, place: Place, things: tuple[Part, ...], lead: Act | None) -> Statement:
    """The statement of an item or of a sentence that only names data."""
    if lead is None:
        is_item = place.sentence.block.kind == "item" or place.sentence.label is not None
        action = (action_of(index, place) if is_item else None) or "name"
        return Statement(action, "affirm", place.start, place.end, things)
    shared = [*lead.recipients, *lead.purposes, *lead.conditions, *([lead.handler] if lead.handler else [])]
    return Statement(lead.action, lead.polarity, place.start, place.end, (*things, *shared))


def _of_row(index: DocumentIndex, place: Place, names: FieldNames, grammar: Grammar) -> Iterator[Statement]:
    """The statement of a table row: its data cell, its purpose cell, and the party that receives the data."""
    block = place.sentence.block
    if block.header:
        return
    action = row_action(index, place)
    parts: list[Part] = []
    for cell in block.cells:
        field = names.field(cell.header) if cell.header else ""
        start, end = index.view.from_document(cell.start), index.view.from_document(cell.end)
        if field == "data" and end - start <= _MAX_CELL:
            parts.extend(_cell_data(index.view.text, start, end, grammar))
        elif field == "purpose" and 1 < end - start <= _MAX_CELL:
            parts.append(Part(start, end, "purpose"))
        elif action == "share" and 1 < end - start <= _MAX_CELL and _is_party(block.cells, cell, names):
            parts.append(Part(start, end, "recipient"))
    if any(part.kind == "data" for part in parts):
        yield Statement(action, "affirm", place.start, place.end, tuple(parts))


def _cell_data(text: str, start: int, end: int, grammar: Grammar) -> Iterator[Part]:
    for line in _ITEMS.finditer(text, start, end):
        things = _moved(grammar.things(line.group()), line.start())
        yield from things or (Part(line.start(), line.end(), "data"),)


def _is_party(cells: Sequence[Cell], cell: Cell, names: FieldNames) -> bool:
    """A company cell names who receives the data; the name cell does where the table has no company."""
    fields = [names.field(other.header) for other in cells if other.header]
    return names.field(cell.header) == ("company" if "company" in fields else "name")


def _has(index: DocumentIndex, concept: str, start: int, end: int) -> bool:
    return index.meets(concept, start, end)


def _moved(parts: Sequence[Part], offset: int) -> tuple[Part, ...]:
    return tuple(Part(part.start + offset, part.end + offset, part.kind) for part in parts if part.end > part.start)
