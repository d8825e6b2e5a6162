"""How lawyers cite an item: 第十七条第一款第二项, 六（一）, Art. 17(1)(2); own numbers of a list stay as they are."""

from __future__ import annotations

import re
from functools import lru_cache

from appaudit.model.bilingual import Bilingual
from appaudit.model.words import Numbering

_DIGITS = "零一二三四五六七八九"
_NUMBERS = re.compile(r"\d+(?:\.\d+)*")
_CHINESE_PARTS = ("第{}条", "第{}款", "第{}项")


@lru_cache(maxsize=1024)
def cited_item(numbering: Numbering, item: str) -> Bilingual:
    """The number of an item as its text counts: see `Regulation.numbering`.

    Words after the digits (`21.2-lists`) tell items of one paragraph apart and are not cited; an item that does
    not fit the numbering is cited as it is written.
    """
    found = _NUMBERS.match(item)
    if not found:
        return Bilingual(item, item)
    parts = [int(part) for part in found[0].split(".")]
    if numbering == "article" and len(parts) <= len(_CHINESE_PARTS):
        return Bilingual(_articles(parts), _english_article(parts))
    if numbering == "item" and len(parts) <= 2:
        number = "".join(f"第{chinese_number(part)}项" for part in parts[1:])
        return Bilingual(f"{_articles(parts[:1])}{number}", _english_article(parts))
    if numbering == "order":
        order, article = parts[0], parts[1:]
        if len(article) > len(_CHINESE_PARTS):
            return Bilingual(item, item)
        chinese, english = f"{order}号令", f"Order {order}"
        if not article:
            return Bilingual(chinese, english)
        return Bilingual(f"{chinese}{_articles(article)}", f"{english}, {_english_article(article)}")
    if numbering == "section" and len(parts) == 2:
        return Bilingual(f"{chinese_number(parts[0])}（{chinese_number(parts[1])}）", item)
    return Bilingual(item, item)


def chinese_number(number: int) -> str:
    """A number from 1 to 999 as statutes write it: 十一, 二十, 一百零三."""
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def _articles(parts: list[int]) -> str:
    return "".join(form.format(chinese_number(part)) for form, part in zip(_CHINESE_PARTS, parts, strict=False))


def _english_article(parts: list[int]) -> str:
    return f"Art. {parts[0]}" + "".join(f"({part})" for part in parts[1:])
