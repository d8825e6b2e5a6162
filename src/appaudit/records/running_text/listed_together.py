"""Sentences that name several whom an app embeds, one behind the other: "我们使用了白鹭、青鸟等SDK，用于推送"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.data_lines import names_data
from appaudit.records.wording.names import is_kind_of_sdk, known_at
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.sentences import LONGEST_LINE, denies, said_in, says_gone
from appaudit.records.wording.values import plain

#: The name of an SDK, and what stands in brackets behind a name.
_SDK = Expression(r"[^、，,。；;：:/（()\s]{1,16}?\s?sdk(?![A-Za-z])", re.IGNORECASE)
_BRACKETS = Expression(r"\s*(?:[（(][^（）()\n]{1,40}[)）])?\s*")
_OPENING = Expression(r"\s*[（(]\s*")
_CLOSING = Expression(r"\s*等?\s*[）)]")
#: What a name that stands in a list is followed by.
_STOP = Expression(r"\s*(?:[、/，,。；;（(]|$)")
_FEWEST = 2
#: Names in a list at the most.
_MOST = 24
#: Characters before a colon that say what those behind it are for.
_LABEL = Expression(r"^[\s*_#•·-]*(?:[（(]?[\dA-Za-z]{1,2}[)）.、．]\s*)?(?P<label>[^：:，,。；;\n]{2,16})[：:]")


def read_listed_together(
    lines: Sequence[Line], words: PartyWords, introduced: Callable[[int], bool] = lambda position: False
) -> list[PartyRecord]:
    """The records of such sentences, one for each of two or more who are SDKs or known.

    They count where the sentence itself or what stands above it speaks of third parties.

    Args:
        lines: The lines of a document.
        words: How values look.
        introduced: Whether what stands close above an offset speaks of third parties.
    """
    records: list[PartyRecord] = []
    for index, line in enumerate(lines):
        if len(line.text) > LONGEST_LINE or is_latin(line.text) or line.kind == "row":
            continue
        if words.lists_used.search(line.text) is None:
            continue
        if not (words.context.search(line.text) or introduced(line.start)):
            continue
        for cue in () if says_gone(line.text, words) else words.lists_used.finditer(line.text):
            named = _names(line.text, cue.end(), words) or _of_kind(line.text, cue.end(), words)
            label = _LABEL.match(line.text)
            kind = plain(label["label"]) if label is not None and words.purpose.search(label["label"]) else ""
            # Behind a kind of service stands one of a list.
            if denies(cue.group(), words) or len(named) < (1 if kind and introduced(line.start) else _FEWEST):
                continue
            last, at = named[-1]
            rest = line.text[at + len(last) :]
            begins = line.text.rfind("。", 0, cue.start()) + 1
            ends = line.text.find("。", at)
            # What follows may be about something else.
            own = said_in(line.text[begins : ends if ends >= 0 else len(line.text)], 0, words).purpose
            use = own or kind or said_in(line.text, 0, words).purpose
            data = said_in(f"{line.text[: cue.start()]}，{rest}", 0, words).data
            links = _policies_below(lines, index, words)
            own_brackets = _in_brackets(line.text, [at + len(name) for name, at in named], words)
            # Where brackets say it of each, the sentence says it of none.
            told = own_brackets if any(any(said) for said in own_brackets) else [(use, data)] * len(named)
            records += (
                PartyRecord(
                    fields={"name": name, "purpose": said_use, "data": said_data, "link": _link_of(name, links)},
                    start=line.start + at,
                    end=line.end,
                    is_called_party=True,
                    layout="prose",
                )
                for (name, at), (said_use, said_data) in zip(named, told, strict=True)
            )
            break
    return records


def named_in_kinds(records: Sequence[PartyRecord], text: str, words: PartyWords) -> list[PartyRecord]:
    """The records, those whose name is a kind of SDK once for each whom their own sentences or policies name.

    "支付SDK", and below it "我们使用了白鹭SDK、青鸟支付SDK", or "微信隐私政策：https://…". Or whom brackets right
    behind it name: "程序化广告SDK（白鹭、青鸟）".
    """
    found: list[PartyRecord] = []
    for record in records:
        name = record.value("name")
        told = text[record.start : min(record.end, record.start + LONGEST_LINE)] if name else ""
        is_kind = bool(told) and is_kind_of_sdk(name, words)
        cues = words.lists_used.finditer(told) if is_kind else ()
        named = next((names for cue in cues if (names := _names(told, cue.end(), words))), [])
        named = named or (_bracketed(told, told.find(name) + len(name), words) if is_kind and name in told else [])
        links = dict(_policies(told, words)) if is_kind else {}
        known = {each: links.get(each, "") for each, _ in named} or links
        found += [
            replace(record, fields={**record.fields, "name": each, "link": link or record.value("link")})
            for each, link in known.items()
        ] or [record]
    return found


def _bracketed(text: str, at: int, words: PartyWords) -> list[tuple[str, int]]:
    """Who is named by brackets that open at an offset, and nothing else in them."""
    opening = _OPENING.match(text, at)
    found = _names(text, opening.end(), words) if opening is not None else []
    closes = bool(found) and _CLOSING.match(text, found[-1][1] + len(found[-1][0])) is not None
    return found if closes else []


def _of_kind(text: str, at: int, words: PartyWords) -> list[tuple[str, int]]:
    """Who is named in brackets right behind a kind of SDK that stands at an offset: "推送SDK（白鹭、青鸟）"."""
    kind = _SDK.match(text, at)
    if kind is None or not is_kind_of_sdk(kind.group(), words):
        return []
    return _bracketed(text, kind.end(), words)


def _in_brackets(text: str, ends: Sequence[int], words: PartyWords) -> list[tuple[str, str]]:
    """What for and what is taken, as brackets right behind each name say: "白鹭（用于推送，收集设备标识）".

    Where those of one say what for, and behind the comma what ("白鹭（发货，收件人姓名）"), those of all do.
    """
    found = [_BRACKETS.match(text, end) for end in ends]
    inside = [brackets.group().strip().strip("（()）") if brackets is not None else "" for brackets in found]
    said = [said_in(f"，{inner}", 0, words) if inner else None for inner in inside]
    told = [(one.purpose, one.data) if one is not None else ("", "") for one in said]
    parts = [inner.partition("，") for inner in inside]
    are_parted = any(names_data(data, words) and not names_data(use, words) for use, _, data in parts)
    return [
        (use, data) if are_parted and data and not any(one) else one
        for one, (use, _, data) in zip(told, parts, strict=True)
    ]


def _policies_below(lines: Sequence[Line], index: int, words: PartyWords) -> dict[str, str]:
    """Whose policies the lines right below a line give and nothing else, with their addresses."""
    below = takewhile(lambda line: words.policy_of.match(line.text), lines[index + 1 : index + 1 + _MOST])
    return dict(_policies("\n".join(line.text for line in below), words))


def _link_of(name: str, links: Mapping[str, str]) -> str:
    """The address of the policy of somebody, whose may be told by more words: "极光" and "极光推送"."""
    return next((link for whose, link in links.items() if whose.startswith(name) or name.startswith(whose)), "")


def _policies(text: str, words: PartyWords) -> Iterator[tuple[str, str]]:
    """Whose policies lines of a text give, of somebody known, with their addresses."""
    for found in words.policy_of.finditer(text):
        name = plain(found["name"])
        if name and known_at(name, 0, words) == len(name):
            yield name, found["link"]


def _names(text: str, start: int, words: PartyWords) -> list[tuple[str, int]]:
    """Who is named from an offset on, one behind the other, up to what is nobody's name."""
    found: list[tuple[str, int]] = []
    at = start
    while len(found) < _MOST:
        end = _end_of(text, at, words)
        name = plain(text[at:end])
        if end == at or is_kind_of_sdk(name, words):
            break
        found.append((name, at))
        behind = _BRACKETS.match(text, end)
        between = words.between_named.match(text, behind.end() if behind is not None else end)
        if between is None:
            break
        at = between.end()
    return found


def _end_of(text: str, at: int, words: PartyWords) -> int:
    """Where the name ends that begins at an offset: that of somebody known, with what it is called on, or of an SDK."""
    known = at + known_at(text, at, words)
    is_whole = known > at and (_STOP.match(text, known) or words.between_named.match(text, known))
    sdk = None if is_whole else _SDK.match(text, at)
    if sdk is not None and words.no_name_part.search(sdk.group()) is None and not words.of_others.search(sdk.group()):
        return sdk.end()
    tail = words.named_on.match(text, known) if known > at and not is_whole else None
    return tail.end() if tail is not None else known
