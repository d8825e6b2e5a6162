"""Texts of a page at their places: about how wide they are, and what their lines say together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from appaudit.documents.lines import address_goes_on
from appaudit.documents.wrapping import width_of
from appaudit.model.record import record

#: Two texts on one line: the share of their size by which their heights may differ.
_SAME_LINE = 0.5
#: The gap, in characters, from which two texts of a line are two words: Latin ones with a space, and others.
_TOUCHING, _WIDE_GAP = -0.2, 2.5
#: The gap, in characters, from which two Latin runs without a space are two words: more than the guess of a width errs.
_FAR = 0.8
#: An address without its protocol as far as a cell has it, and a line that it may go on in.
_BARE_ADDRESS = re.compile(r"[a-z\d-]+(?:\.[a-z\d-]+)+(?:\.|/[!-~]*)?")
_REST = re.compile(r"[\w.~%?=&#+-]*[\w/](?:[!-~]*)", re.ASCII)
#: Addresses break at their marks.
_IN_ADDRESS = re.compile(r"[!-~]/[!-~]|[!-~]\.[a-z]")
#: The room that a line leaves, in characters, where its last word goes on in the next: a letter, and what is guessed.
_NO_ROOM = 1.1
#: Latin lines that leave no room, each of them, for words to be cut anywhere.
_FEWEST_FULL = 3
#: Widths of letters in thousandths of the size, as sans-serif fonts have them; others take half a character.
_HALF: Final = 500
_WIDTHS: Final = {
    letter: width
    for letters, width in (
        ("ijl'|", 230),
        ("ft.,:;!/\\ []I", 280),
        ("()r-`", 333),
        ('cksvxyzJ*{}"', 500),
        ("abdeghnopquL0123456789?#$_", 556),
        ("FTZ+=<>~", 600),
        ("ABEKPSVXY&", 667),
        ("CDHNRUw", 722),
        ("GOQ", 778),
        ("mM", 833),
        ("W@%", 944),
    )
    for letter in letters
}


def letters_of(text: str) -> float:
    """About how wide a text is drawn, in its size: a Chinese character is one wide, a Latin one by its letter."""
    if not text.isascii():
        return sum(letters_of(letter) if letter.isascii() else width_of(letter) / 2 for letter in text)
    return sum(_WIDTHS.get(letter, _HALF) for letter in text) / 1000


@record(kw_only=False)
class PlacedText:
    """A run of text, the point where it begins (y grows upwards), and its size.

    `opens` and `closes` say whether it has a space before its first letter or behind its last one.
    """

    x: float
    y: float
    size: float
    text: str
    opens: bool = False
    closes: bool = False

    @property
    def end(self) -> float:
        """About where it ends: a Chinese character is as wide as it is high, a Latin one half of that."""
        return self.x + width_of(self.text) * self.size / 2

    @property
    def drawn_end(self) -> float:
        """About where its last letter ends, by the widths of letters."""
        return self.x + letters_of(self.text) * self.size


def lines_of_texts(texts: Iterable[PlacedText]) -> list[list[PlacedText]]:
    """Texts by line, from the top, each from the left."""
    lines: list[list[PlacedText]] = []
    for text in sorted(texts, key=lambda item: (-item.y, item.x)):
        if lines and lines[-1][0].y - text.y <= max(text.size, lines[-1][0].size) * _SAME_LINE:
            lines[-1].append(text)
        else:
            lines.append([text])
    return [sorted(line, key=lambda item: item.x) for line in lines]


def joined(line: Sequence[PlacedText]) -> str:
    """The texts of one line, with a space where there is one between them."""
    result = line[0].text
    for before, text in pairwise(line):
        result += (" " if _is_spaced(before, text) else "") + text.text
    return result


def _is_spaced(before: PlacedText, text: PlacedText) -> bool:
    if not (before.text[-1:].isascii() and text.text[:1].isascii()):
        return text.x - before.end > text.size * _WIDE_GAP
    gap = text.x - before.drawn_end
    # How wide letters are is a guess: near by, only a space that stands in the text parts two words.
    return gap > text.size * (_TOUCHING if before.closes or text.opens else _FAR)


def _bare_address_goes_on(result: str, line: str) -> bool:
    """Whether a cell that is an address without its protocol goes on in a line: in its path, or with it."""
    whole = _BARE_ADDRESS.fullmatch(result) is not None and _REST.fullmatch(line) is not None
    return whole and ("/" in result or "/" in line)


def cell_text(texts: Iterable[PlacedText], *, is_cut: bool = False) -> str:
    """The text of a cell, its lines put together; no space where its table cuts words anywhere."""
    result = ""
    for line in map(joined, lines_of_texts(texts)):
        is_address = address_goes_on(result, line) or _bare_address_goes_on(result, line)
        is_word = result[-1:].isascii() and line[:1].isascii() and not is_address
        result += (" " if is_word and result and not is_cut else "") + line
    return result


def cuts_words(columns: Iterable[Sequence[Sequence[PlacedText]]]) -> bool:
    """Whether the cells of a table, by column, go on in the next line in the middle of words.

    So do cells whose lines are all full, as browsers write them that break anywhere; where lines break between words
    some leave room.
    """
    found = 0
    for cells in columns:
        edge = max((text.drawn_end for cell in cells for text in cell), default=0.0)
        for cell in cells:
            for line, below in pairwise(lines_of_texts(cell)):
                letters = line[-1].text[-1:] + below[0].text[:1]
                if not (letters.isascii() and letters.isalnum()) or _IN_ADDRESS.search(joined(line) + joined(below)):
                    continue
                if edge - line[-1].drawn_end > line[-1].size * _NO_ROOM:
                    return False
                found += 1
    return found >= _FEWEST_FULL
