"""A document text as the lexicon sees it: one spelling for what is written in many, with the way back.

The view drops what only lays out text (emphasis marks, zero-width characters, spaces inside Chinese, the targets
of Markdown links) and unifies characters that mean the same. Every character of the view knows its offset in the
document text, so that a hit in the view is a quote of the document.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from appaudit.lexicon.literals import LineIndex
from appaudit.lexicon.policy import LanguageLexicon, Lexicon
from appaudit.lexicon.traditional import TABLE as TRADITIONAL
from appaudit.model.expression import Expression
from appaudit.model.record import record

_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“"
#: Cyrillic and Greek letters that look like Latin ones, with which "Аndrоid" is written to be found by nobody.
_LOOK_ALIKE = str.maketrans("АВСЕНІЈКМОРЅТХаԁеһіјорѕухсΑΒΕΖΗΙΚΜΝΟΡΤΥΧορ", "ABCEHIJKMOPSTXadehijopsyxcABEZHIKMNOPTYXop")
#: Full-width letters and digits, quotation marks, dashes and arrows: one code point each way.
_SAME: dict[int, str] = {
    **{code: chr(letter) for code, letter in _LOOK_ALIKE.items()},
    **{code: chr(code - 0xFEE0) for code in [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]},
    **dict.fromkeys(map(ord, '”„‟"「」『』〝〞＂'), "“"),
    **dict.fromkeys(map(ord, "–—－―‐‑─━﹣"), "-"),
    **dict.fromkeys(map(ord, "→＞»›➔➜⇒"), ">"),
    **dict.fromkeys(map(ord, "\u00a0\u3000\t\u2002\u2003\u2009\u115f\u1160\u2800\u3164\uffa0"), " "),
    ord("．"): ".",
    ord("＠"): "@",
    ord("／"): "/",
    ord("＋"): "+",
    ord("你"): "您",
    ord("妳"): "您",
    ord("帐"): "账",
    ord("帳"): "账",
}
#: Forms of one letter that mean it: mathematical alphabets, letters in circles and boxes, raised ones, radicals of
#: Chinese letters and doubles of them for other standards (https://www.unicode.org/reports/tr15/, NFKC).
_FORMS = (
    *(range(*part) for part in ((0x1D400, 0x1D800), (0xF900, 0xFB00), (0x2F00, 0x2FE0), (0x2F800, 0x2FA20))),
    *(range(*part) for part in ((0x2100, 0x2150), (0x24B6, 0x24EA), (0x1F130, 0x1F150), (0x2070, 0x20A0))),
    range(0x1D2C, 0x1DC0),
)
_PLAIN_FORMS = {
    code: plain for part in _FORMS for code in part if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1
}
#: Small capitals of phonetic alphabets.
_PLAIN_FORMS |= dict(zip(map(ord, "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ"), "ABCDEFGHIJKLMNOPRSTUVWYZ", strict=True))
#: Whether a text may have any: by ranges, as a list of them all takes a hundred times as long.
_HAS_FORMS = Expression(
    r"[\u0250-\u02af\u1d00-\u1dbf\u2070-\u209f\u2100-\u214f\u24b6-\u24e9\u2f00-\u2fdf\ua730-\ua731\uf900-\ufaff"
    r"\U0001d400-\U0001d7ff\U0001f130-\U0001f14f\U0002f800-\U0002fa1f]"
)
_NOISE = Expression(
    r"[*\\\x00-\x08\x0e-\x1f\x7f\u00ad\u0300-\u0333\u0339-\u036f\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef`]+|(?<=\])\((?:https?:|/|#|\.|mailto:)[^)\n]{0,400}\)"
)
#: Underscores around words, the other marks of emphasis in Markdown: part of no word, and `\b` takes them for one.
_UNDERSCORES = Expression(r"(?<![a-z0-9_])_{1,2}(?=[^\s_])|(?<=[^\s_])_{1,2}(?![a-z0-9_])")
_INNER_SPACE = Expression(rf"(?<=[{_CJK}]) +| +(?=[{_CJK}])")
_MORE_SPACES = Expression(r"(?<= ) +")
_WIDE = str.maketrans(",:;()!?", "，：；（）！？")
_NARROW_BY_CJK = Expression(rf"(?<=[{_CJK}])[,:;()!?]+|[,:;()!?]+(?=[{_CJK}])")
_LATIN_QUOTES = {ord(char): "'" for char in "’‘‛`´"}


@record(kw_only=False)
class TextView:
    """A normalised text; `offsets[i]` is where its character `i` stands in the document text."""

    text: str
    offsets: Sequence[int]

    def to_document(self, start: int, end: int) -> tuple[int, int]:
        """The document range that a range of the view covers."""
        return self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start]

    def from_document(self, position: int) -> int:
        """The first view index at or after a document offset."""
        return bisect_left(self.offsets, position)


def view_of(text: str, words: LanguageLexicon, soft_breaks: Sequence[int] = ()) -> TextView:
    """The view that the phrases of a language are looked up in."""
    return chinese_view(text, words.spelling, soft_breaks) if words.view == "chinese" else latin_view(text, soft_breaks)


class ShortText:
    """A short text such as the title of a link, which may be in any language."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._views = [(words, LineIndex(view_of(text, words).text)) for words in lexicon.languages.values()]

    def says(self, concept: str) -> bool:
        """Whether it meets a concept in any language that has it."""
        return any(words.concepts[concept].find(view) for words, view in self._views if concept in words.concepts)


def says(text: str, lexicon: Lexicon, concept: str) -> bool:
    """Whether a short text such as the title of a link meets a concept in any language that has it."""
    return ShortText(text, lexicon).says(concept)


def chinese_view(text: str, spelling: Mapping[str, str], soft_breaks: Sequence[int] = ()) -> TextView:
    """The view that Chinese phrases are looked up in.

    Args:
        text: The document text.
        spelling: Variant to preferred spelling, of equal length (账户 to 账号).
        soft_breaks: Offsets of newlines that only wrap a line.

    Raises:
        ValueError: A spelling changes the length of the text.
    """
    for variant, preferred in spelling.items():
        if len(variant) != len(preferred):
            raise ValueError(f"spelling {variant!r} and {preferred!r} differ in length")
    singles = {ord(variant): preferred for variant, preferred in spelling.items() if len(variant) == 1}
    table = TRADITIONAL | _SAME | singles
    working = _with_soft_breaks(text, soft_breaks).translate(table).lower()
    if len(working) != len(text):  # 'İ'.lower() is two characters
        working = "".join(char.lower() if len(char.lower()) == 1 else char for char in working)[: len(text)]
    working, offsets = _without(_NOISE, working, range(len(text)))
    working, offsets = _without(_INNER_SPACE, working, offsets)
    working = _NARROW_BY_CJK.sub(lambda found: found.group().translate(_WIDE), working)
    for variant, preferred in spelling.items():
        if len(variant) > 1:
            working = working.replace(variant, preferred)
    return TextView(working, offsets)


def latin_view(text: str, soft_breaks: Sequence[int] = ()) -> TextView:
    """The view that English phrases are looked up in: lower case, single spaces, straight quotation marks."""
    working = _with_soft_breaks(text, soft_breaks).translate(_SAME | _LATIN_QUOTES)
    working = _lower(working)
    working, offsets = _without(_NOISE, working, range(len(text)))
    if "_" in working:
        working, offsets = _without(_UNDERSCORES, working, offsets)
    working, offsets = _without(_MORE_SPACES, working, offsets)
    return TextView(working, offsets)


def _lower(text: str) -> str:
    """A text in lower case, character by character: of equal length, and without the Greek s that ends words."""
    lowered = text.lower()
    if len(lowered) == len(text) and "Σ" not in text:
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def _with_soft_breaks(text: str, soft_breaks: Sequence[int]) -> str:
    if _HAS_FORMS.search(text):
        text = text.translate(_PLAIN_FORMS)
    if not soft_breaks:
        return text
    characters = list(text)
    for position in soft_breaks:
        characters[position] = " "
    return "".join(characters)


def _without(pattern: Expression, text: str, offsets: Sequence[int]) -> tuple[str, Sequence[int]]:
    kept_text: list[str] = []
    kept_offsets: list[int] = []
    position = 0
    for found in pattern.finditer(text):
        kept_text.append(text[position : found.start()])
        kept_offsets.extend(offsets[position : found.start()])
        position = found.end()
    if not position:
        return text, offsets
    kept_text.append(text[position:])
    kept_offsets.extend(offsets[position:])
    return "".join(kept_text), kept_offsets
