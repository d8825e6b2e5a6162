"""Names in one line, each or several together with what they are for in the brackets behind them."""

from __future__ import annotations

from appaudit.lexicon.parties import PartyWords
from appaudit.lexicon.traditional import to_simplified
from appaudit.model.expression import Expression
from appaudit.records.wording.names import is_brand_alone, is_known
from appaudit.records.wording.sentences import refuses

#: A part of a Chinese line up to what joins two names, and one with brackets at its end.
_EACH = Expression(r"(?:[^（）、，；。与和及\n]|（[^（）\n]{0,80}）){2,120}")
_USE_BEHIND = Expression(r"^(?P<name>[^（）]{2,60}?)\s*（(?P<use>[^（）]{2,80})）$")
#: The same in English.
_PART = Expression(r"(?:[^(),;\n]|\([^()\n]{0,120}\)|,(?= (?:Inc|LLC|Ltd|GmbH|Corp|PBC|B\.V)\b)){2,160}")
_ENGLISH = Expression(r"^(?:and )?(?P<name>[A-Z][^()]{1,60}?) \((?P<use>[^()]{2,120})\)\.?$")


def names_with_chinese_uses(text: str, words: PartyWords) -> list[tuple[str, str]]:
    """The names of such a line with the use of each, that of those behind for one without brackets of its own.

    "甲（存储）、乙与丙（支付）"; empty where a name has no use or is denied.
    """
    parts = [part.group().strip() for part in _EACH.finditer(text.replace("以及", "、、"))] if "（" in text else []
    told: list[tuple[str, str]] = []
    use = ""
    for part in reversed(parts):
        found = _USE_BEHIND.match(part)
        name, use = (found["name"], found["use"]) if found is not None else (part, use)
        if not use or refuses(to_simplified(use), words):
            return []
        cue = words.for_what.match(use)
        told.insert(0, (name, use[cue.end() :] if cue is not None and cue.end() < len(use) else use))
    return told


def names_with_english_uses(text: str, words: PartyWords) -> list[tuple[str, str]]:
    """The same in English: "Egret (payments), Finch Ltd (mail)"; parts without brackets name nobody.

    Half of the names are of somebody known, and most parts have brackets.
    """
    parts = [part.group().strip() for part in _PART.finditer(text)]
    found = [match for part in parts if (match := _ENGLISH.match(part)) and is_brand_alone(match["name"], words)]
    told = [(match["name"], match["use"]) for match in found if not refuses(match["use"], words)]
    known = sum(is_known(name, words) for name, _ in told)
    return told if len(told) > 1 and len(told) * 2 > len(parts) and known * 2 >= len(told) else []
