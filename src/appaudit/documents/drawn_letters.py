"""Whether a font that a document brings along draws letters as what they are, as far as their outlines tell.

Of a Chinese letter it is known what it looks like (`outlines/shapes.py`): drawn as it is, it is like itself more than
like nearly all others, in whatever face of print; drawn as another, by chance alone. Of a Latin letter the number of
contours is known: A has two, i has two, s has one. Letters without any outline, too small to be seen or drawn far away
from where they stand draw nothing. Of other letters, and of fonts that are drawn by other tables, nobody can tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Final, Literal

from appaudit.documents.outlines.budget import Budget
from appaudit.model.bilingual import Bilingual

if TYPE_CHECKING:
    from appaudit.documents.blocks import (
        Redrawn,
    )  # what reads and compares outlines takes a while to import, and few documents bring fonts
    from appaudit.documents.outlines.font_file import FontFile, Outline
    from appaudit.documents.outlines.shapes import Picture

#: How a font draws letters: as they are, as others, not at all, or nobody can tell.
Drawing = Literal["as_written", "otherwise", "nothing", "unknown"]
#: How it draws one letter; `like` is what many letters look like, `unlisted` one of which nothing is known.
Look = Literal["same", "other", "like", "unlisted", "empty"]

#: What is said of text that such a font draws where nobody can tell how.
REDRAWN: Final = Bilingual(
    "{name}：部分文字以文件内嵌的字体（{font}）显示，字形是否与文字一致无法辨别。请核对显示的内容，并使用系统字体重新保存。",
    "{name}: parts of it are drawn by a font inside the file ({font}), and whether that shows the letters that are "
    "written is not told. Look at what is shown, and save it with a font of the system.",
)
#: Contours of Latin letters in any common face; letters with several forms (g) and tails are left out.
_CONTOURS: Final = {
    **dict.fromkeys("ADOPQRabdeopq", 2), **dict.fromkeys("ij", 2), "B": 3,
    **dict.fromkeys("CEFGHIJKLMNSTUVWXYZcfhklmnrstuvwxyz", 1),
}  # fmt: skip
_LAST_LATIN: Final = "\u024f"
#: Shares of Latin letters whose contours may differ (slashed or overlapping parts), and of any that may be empty.
_MOST_OTHERS: Final = 0.2
_MOST_EMPTY: Final = 0.5
#: The share that may have fewer than usual in a face that draws each stroke by itself, as some for print in China do.
_MOST_FEWER: Final = 0.1
#: Letters that a Chinese letter drawn as itself may be less like than like others, and from which on it is another.
_NEAR: Final = 10
_FAR: Final = 100
#: Shares of Chinese letters: those drawn as themselves in a text that is told; those drawn as others in a document
#: whose letters are changed, and in one where a single face has forms of its own.
_FEWEST_SAME: Final = 0.7
_MOST_CHANGED: Final = 0.3
_MOST_ODD: Final = 0.02
#: Chinese letters of a document that say how a font draws.
_FEWEST_AROUND: Final = 20
#: Fewer letters that are drawn as others are no text of another meaning that is certain.
_FEWEST_CHANGED: Final = 3
#: Parts of the size of a font: less is dust, and what lies farther off is drawn somewhere else.
_LEAST_EXTENT: Final = 0.15
_FARTHEST: Final = 3.0


def redrawn_in(name: str, runs: Iterable[Redrawn]) -> list[Bilingual]:
    """What is said of a document of which some runs of text may be drawn as others."""
    return [REDRAWN.format(name=name, font=font) for font in sorted({run.font for run in runs})]


class DrawnLetters:
    """What the fonts of one document draw; each is read once, and all of them together within one budget.

    Args:
        asked: The features of fonts that the document asks for, beside those that are applied unasked.
    """

    def __init__(self, asked: frozenset[bytes] = frozenset()) -> None:
        self._asked = asked
        self._budget = Budget()
        self._fonts: dict[bytes, _Looks | None] = {}

    def drawing_of(self, font: bytes, letters: Iterable[str], around: Iterable[str] = ()) -> Drawing:
        """How a font draws those of some letters that it has; as they are where it has none of them.

        `around` are letters of the whole document: of a few letters alone less can be told.
        """
        looks = self._looks(font, set(letters))
        return "unknown" if looks is None else drawing(looks, lambda: self._looks(font, set(around)) or {})

    def _looks(self, font: bytes, letters: set[str]) -> dict[str, Look] | None:
        """How letters are drawn; None where the font cannot be read, which is said of the document as a gap."""
        from appaudit.documents.outlines.font_file import FontFile

        try:
            if font not in self._fonts:
                self._fonts[font] = None
                self._fonts[font] = _Looks(FontFile(font, self._budget), self._asked)
            known = self._fonts[font]
            return None if known is None else known.of(letters)
        except Exception:  # the library raises whatever a damaged table leads it to
            self._fonts[font] = None
            return None

    def worst_of(self, fonts: Iterable[bytes], letters: Collection[str], around: Collection[str] = ()) -> Drawing:
        """How the worst of several fonts draws them, any of which may be the one that does."""
        drawings = [self.drawing_of(font, letters, around) for font in fonts]
        return max(drawings, key=_WORST_DRAWINGS.index, default="as_written")


class _Looks:
    """How a font draws single letters."""

    def __init__(self, font: FontFile, asked: frozenset[bytes]) -> None:
        self._font = font
        self._asked = asked
        self._known: dict[str, Look | None] = {}

    def of(self, letters: set[str]) -> dict[str, Look]:
        """How those of some letters are drawn that the font has."""
        missing = letters - self._known.keys()
        numbers = self._font.numbers(missing, asked=self._asked) if missing else {}
        for letter in sorted(missing):
            drawn = [self._font.outline(number) for number in sorted(numbers.get(letter, ()))]
            self._known[letter] = max((_look(letter, each) for each in drawn), key=_WORST.index, default=None)
        return {letter: look for letter in sorted(letters) if (look := self._known[letter]) is not None}


_WORST_DRAWINGS: Final[tuple[Drawing, ...]] = ("as_written", "unknown", "nothing", "otherwise")
#: Where several outlines may be drawn for a letter, the worst of them counts.
_WORST: Final = ("same", "unlisted", "like", "empty", "other")


def _look(letter: str, outline: Outline) -> Look:
    from appaudit.documents.outlines.shapes import picture_of, shapes

    if not _is_seen(outline):
        return "empty"
    if letter <= _LAST_LATIN:
        wanted = _CONTOURS.get(letter)
        if wanted is None or outline.contours == wanted:
            return "unlisted" if wanted is None else "same"
        return "other" if outline.contours < wanted else "like"  # parts that lie over each other are more, never fewer
    known = shapes()
    picture = picture_of(outline.lines) if letter in known.numbers else None
    return "unlisted" if picture is None else look_of(letter, picture)


def look_of(letter: str, picture: Picture) -> Look:
    """How a Chinese letter of which something is known is drawn."""
    from appaudit.documents.outlines.shapes import shapes

    rank = shapes().rank(letter, picture)
    return "same" if rank <= _NEAR else "other" if rank > _FAR else "like"


def _is_seen(outline: Outline) -> bool:
    if not len(outline.lines):
        return False
    low, high = outline.lines.min(), outline.lines.max()
    extent = max(float(outline.lines[:, side::2].max() - outline.lines[:, side::2].min()) for side in (0, 1))
    return extent >= _LEAST_EXTENT and low > -_FARTHEST and high < _FARTHEST


def drawing(looks: Mapping[str, Look], around: Callable[[], Mapping[str, Look]] = dict) -> Drawing:
    """How a font draws a text, by how it draws its letters, and those around it where they alone do not tell."""
    if not looks:
        return "as_written"
    if sum(look == "empty" for look in looks.values()) > len(looks) * _MOST_EMPTY:
        return "nothing"
    latin = Counter(look for letter, look in looks.items() if letter <= _LAST_LATIN)
    rest = Counter(look for letter, look in looks.items() if letter > _LAST_LATIN)
    is_latin_other = _is_other(latin) and _are_others(
        around(), is_text=latin["other"] + latin["like"] >= _FEWEST_CHANGED
    )
    if not rest:
        return "otherwise" if is_latin_other else "as_written"
    if rest["other"] > rest["same"] and rest["other"] > rest["like"]:
        is_text = rest["other"] >= _FEWEST_CHANGED or _shares(around())["other"] > _MOST_CHANGED
        return "otherwise" if is_text else "unknown"
    if rest["other"] or rest["empty"] or is_latin_other:
        return "unknown"
    if rest["same"] > rest.total() * _FEWEST_SAME:
        return "as_written"
    return "as_written" if _is_right(_shares(around())) else "unknown"


def _is_other(latin: Mapping[Look, int]) -> bool:
    different = latin["other"] + latin["like"]
    return different > (latin["same"] + different) * _MOST_OTHERS


def _are_others(around: Mapping[str, Look], *, is_text: bool) -> bool:
    """Whether Latin letters that look odd are others: not in a face of strokes whose Chinese letters are right."""
    latin = Counter(look for letter, look in around.items() if letter <= _LAST_LATIN)
    is_in_strokes = latin["other"] <= (latin["same"] + latin["other"] + latin["like"]) * _MOST_FEWER
    if is_in_strokes and len(around) - latin.total() >= _FEWEST_AROUND and _is_right(_shares(around)):
        return False
    return is_text or _is_other(latin)


def _is_right(shares: Mapping[str, float]) -> bool:
    """Whether the Chinese letters of a document are drawn as what they are."""
    return shares["same"] > _FEWEST_SAME and shares["other"] < _MOST_ODD


def _shares(looks: Mapping[str, Look]) -> Mapping[str, float]:
    """The share of the letters beyond Latin that each look has."""
    counts = Counter(look for letter, look in looks.items() if letter > _LAST_LATIN)
    return Counter({look: count / counts.total() for look, count in counts.items()})
