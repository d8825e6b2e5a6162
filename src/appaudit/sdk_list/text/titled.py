"""A document that was handed in as a list and has no title that says so, below one that does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from appaudit.documents.blocks import Block, Cell, Link, PolicyDocument, Repeat, Span
from appaudit.documents.readers.plain import SUFFIXES, parse_plain
from appaudit.lexicon.parties import PartyWords
from appaudit.model.record import record
from appaudit.policy.third_party import ThirdParty

#: Outside of all headings that a document has.
_LEVEL = 0
#: The level of a short line that nothing marks as a heading, and what the lines of a list are.
_SHORT_LINE = 6
_ENTRIES = ("item", "paragraph")


@record(kw_only=False)
class Titled:
    """A document below a title, and how many characters that takes."""

    document: PolicyDocument
    shift: int

    def back(self, parties: Iterable[ThirdParty]) -> list[ThirdParty]:
        """The parties that were read in it, at their places in the document without the title."""
        return [
            replace(
                party,
                location=replace(
                    party.location,
                    start=max(0, party.location.start - self.shift),
                    end=max(0, party.location.end - self.shift),
                ),
            )
            for party in parties
        ]


def below_title(document: PolicyDocument, words: PartyWords) -> Titled:
    """A document below a title that says that third parties are listed in it, in its own language."""
    title = words.declared_titles.get(document.language, "")
    if document.name.lower().endswith(SUFFIXES):
        # What the lines of a text are depends on those above them: the first is no title any more.
        mark = "# " if document.name.lower().endswith((".md", ".markdown")) else ""
        lead = f"{mark}{title}\n\n"
        parsed = parse_plain(lead + document.text, document.name)
        told = replace(document, text=parsed.text, blocks=tuple(parsed.blocks), links=tuple(parsed.links))
        return Titled(told, len(lead))
    lead = f"{title}\n\n"
    shift = len(lead)
    heading = Block("heading", 0, len(title), _LEVEL)
    return Titled(
        replace(
            document,
            text=lead + document.text,
            blocks=(heading, *(_moved(block, shift) for block in _opened(document.blocks))),
            links=tuple(Link(link.start + shift, link.end + shift, link.target) for link in document.links),
            repeats=tuple(
                Repeat(tuple(tuple(_span(span, shift) for span in part) for part in repeat.parts))
                for repeat in document.repeats
            ),
            redrawn=tuple(replace(run, start=run.start + shift, end=run.end + shift) for run in document.redrawn),
        ),
        shift,
    )


def _opened(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks, the first of which is an entry like the next where nothing but its place made it a heading."""
    first, *others = blocks or (None,)
    if first is None or not others or first.kind != "heading" or first.level < _SHORT_LINE:
        return blocks
    return (replace(first, kind=others[0].kind), *others) if others[0].kind in _ENTRIES else blocks


def _span(span: Span, shift: int) -> Span:
    return Span(span.start + shift, span.end + shift)


def _moved(block: Block, shift: int) -> Block:
    return replace(
        block,
        start=block.start + shift,
        end=block.end + shift,
        lead_in=None if block.lead_in is None else _span(block.lead_in, shift),
        cells=tuple(Cell(cell.start + shift, cell.end + shift, cell.header) for cell in block.cells),
    )
