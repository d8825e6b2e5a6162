"""The heading tree of a document: which headings a piece of text stands under, and how far a section reaches."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from appaudit.documents.blocks import Block, Span
from appaudit.model.record import record


@record(kw_only=False)
class Section:
    """A headed part: its heading, and the range up to the next heading that is not inside it.

    `parent` is the index of the enclosing section, -1 at the top.
    """

    heading: Span
    level: int
    start: int
    end: int
    parent: int


class SectionTree:
    """The sections of one document, asked by offset."""

    def __init__(self, blocks: Sequence[Block], length: int) -> None:
        headings = [block for block in blocks if block.kind == "heading"]
        sections: list[Section] = []
        open_sections: list[int] = []
        for block in headings:
            while open_sections and sections[open_sections[-1]].level >= block.level:
                self._close(sections, open_sections.pop(), block.start)
            parent = open_sections[-1] if open_sections else -1
            sections.append(Section(Span(block.start, block.end), block.level, block.start, length, parent))
            open_sections.append(len(sections) - 1)
        self.sections: tuple[Section, ...] = tuple(sections)
        self._starts = [section.start for section in sections]
        self._length = length

    @staticmethod
    def _close(sections: list[Section], index: int, end: int) -> None:
        old = sections[index]
        sections[index] = Section(old.heading, old.level, old.start, end, old.parent)

    def at(self, position: int) -> int:
        """The index of the innermost section that holds an offset, -1 before the first heading."""
        return bisect_right(self._starts, position) - 1

    def path(self, position: int) -> list[Span]:
        """The headings above an offset, innermost first."""
        result = []
        index = self.at(position)
        while index >= 0:
            result.append(self.sections[index].heading)
            index = self.sections[index].parent
        return result

    def end(self, position: int) -> int:
        """Where the innermost section around an offset ends."""
        index = self.at(position)
        if index >= 0:
            return self.sections[index].end
        return self._starts[0] if self._starts else self._length
