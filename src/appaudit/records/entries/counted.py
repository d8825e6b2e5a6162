"""Counted entries that open with a name and go on in sentences: "（5）白鹭SDK：为了…，我们使用了…，需要访问您的…".

What one of them says is hard to tell from running text. That most of a list which counts its entries open with an SDK
or with somebody known tells that all of these are entries, however each goes on. So does the name in quotation marks
behind the word SDK that lines below one another open with: "第三方SDK“白鹭”为推送消息，需获取…".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.model.record import record
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import begins_known, is_kind_of_sdk, known_at
from appaudit.records.wording.sentences import LONGEST_LINE, said_in, says_gone
from appaudit.records.wording.values import is_company, is_product, plain

#: The count of an entry: "（5）", "5)", "5、", "5.", "⑤".
_COUNT = Expression(
    r"[\s*_#•·-]*(?:(?P<opens>[（(]?)(?P<number>\d{1,2})(?P<closes>[)）、．]|\.(?!\d))|(?P<circled>[①-⑳]))[\s*_]*"
)
#: A name, with brackets behind it or none, and what parts it from what is said of it.
_OPENING = Expression(
    r"[“\"「]?(?P<name>[^：:，,。；;（(\n—–“”]{2,40}?)[”\"」]?(?P<glossed>\s?[（(](?P<inner>[^（()）\n]{1,60})[)）])?"
    r"\s*(?:[：:]|[—–]{1,2}|(?P<comma>[，,]))\s*(?=\S)"
)
#: An SDK behind a word for its use.
_SDK = Expression(r"[^：:，,。；;（(\n]{1,24}?sdk", re.IGNORECASE)
#: Lines that an entry may go on in, and what ends one.
_MOST_BELOW = 3
_ENDS = ("。", "；", ";", "！", "!", ".")
_GOES_ON = ("：", ":", "，", ",", "、")
#: Marks of one form in two widths.
_NARROW = str.maketrans("（）．", "().")
_FEWEST = 2
#: Entries that are a list whatever stands above them, where each says what its SDK takes or is for.
_FEWEST_ALONE = 3
_LONGEST_USE = 40


@record(kw_only=False)
class _Counted:
    """An entry: how its list counts, its number, its text without that, and where it stands."""

    style: str
    number: int
    text: str
    start: int
    end: int


def read_counted(
    lines: Sequence[Line], words: PartyWords, introduced: Callable[[int], bool] = lambda position: False
) -> list[PartyRecord]:
    """The records of such entries, of which most of a list of two or more name an SDK or somebody known.

    Args:
        lines: The lines of a document.
        words: How values look.
        introduced: Whether what stands close above an offset speaks of third parties.
    """
    records: list[PartyRecord] = []
    for run in _runs(lines):
        named = [found for entry in run if (found := _record(entry, words)) is not None]
        if len(named) < _FEWEST or len(named) * 2 < len(run):
            continue
        are_told = all(any(map(each.value, ("company", "purpose", "data"))) for each in named)
        sdks = sum(is_product(each.value("name"), words) for each in named)
        is_whole = len(named) >= max(_FEWEST_ALONE, len(run)) and are_told and sdks * 2 >= len(named)
        if is_whole or introduced(run[0].start):
            records += named
    quoted = [found for line in lines if (found := _of_quoted(line, words)) is not None]
    return [*records, *(quoted if len(quoted) >= _FEWEST else ())]


def _of_quoted(line: Line, words: PartyWords) -> PartyRecord | None:
    """The record of a line that opens with the word SDK and its name in quotation marks, and says what it is for."""
    found = words.entry_quoted.match(line.text)
    if found is None or says_gone(line.text, words):
        return None
    said = said_in(line.text[found.end() :][:LONGEST_LINE], 0, words)
    aim = words.entry_aim.match(line.text, found.end())
    purpose = plain(aim["use"]) if aim is not None else said.purpose
    if not (purpose or said.data):
        return None
    fields = {"name": found["name"], "company": said.company, "purpose": purpose, "data": said.data}
    fields["link"] = said.link
    return PartyRecord(fields=fields, start=line.start, end=line.end, is_called_party=True, layout="items")


def _runs(lines: Sequence[Line]) -> Iterator[list[_Counted]]:
    """The entries that follow one another by their numbers, each with the lines that it goes on in."""
    runs: dict[str, list[_Counted]] = {}
    for index, line in enumerate(lines):
        count = _COUNT.match(line.text)
        if count is None or line.kind == "row":
            continue
        circled = count["circled"]
        style = "①" if circled else f"{count['opens']}1{count['closes'] or '.'}".translate(_NARROW)
        number = ord(circled) - ord("①") + 1 if circled else int(count["number"])
        run = runs.get(style, [])
        if run and run[-1].number + 1 != number:
            yield runs.pop(style)
            run = []
        text, end = _whole(lines, index, line.text[count.end() :].replace("**", "").strip())
        runs[style] = [*run, _Counted(style, number, text, line.start, end)]
    yield from runs.values()


def _whole(lines: Sequence[Line], index: int, text: str) -> tuple[str, int]:
    """An entry with the lines below it that it goes on in, and where it ends."""
    end = lines[index].end
    for below in lines[index + 1 : index + 1 + _MOST_BELOW]:
        is_open = sum(map(text.count, "（(")) > sum(map(text.count, "）)"))
        is_told = text.endswith(_GOES_ON) or (below.kind == "paragraph" and _OPENING.match(text) is not None)
        if text.endswith(_ENDS) or not (is_open or is_told) or _COUNT.match(below.text) or below.kind == "row":
            break
        gap = " " if text[-1:].isascii() and below.text[:1].isascii() else ""
        text, end = f"{text}{gap}{below.text.replace('**', '').strip()}", below.end
    return text, end


def _record(entry: _Counted, words: PartyWords) -> PartyRecord | None:
    """The record of an entry that opens with an SDK or somebody known and does not say that it is gone."""
    text = entry.text if len(entry.text) <= LONGEST_LINE else entry.text[:LONGEST_LINE].rpartition("。")[0]
    name, inner, behind, begins = _named(text, words)
    if not name or says_gone(text, words):
        return None
    said = said_in(text, behind, words)
    rest = text[begins:].partition("。")[0].strip(" ；;")
    data = "" if words.entry_no_data.search(said.data) else said.data
    is_use = len(rest) <= _LONGEST_USE and not (data or said.company or said.link or words.in_sentence.search(rest))
    # Of several SDKs nobody knows whose company it is.
    is_alone = said.is_in_brackets or words.joined_sdks.search(text) is None
    done = words.entry_does.match(text, behind) if begins == behind else None
    use = done["use"] if done is not None else plain(rest) if is_use else ""
    fields = {
        "name": name,
        "company": inner if is_company(inner, words) else said.company if is_alone else "",
        "purpose": said.purpose or use,
        "data": data,
        "link": said.link,
    }
    return PartyRecord(fields=fields, start=entry.start, end=entry.end, layout="items")


def _named(text: str, words: PartyWords) -> tuple[str, str, int, int]:
    """Whom an entry opens with, what stands in brackets behind it, and where the name ends and what is said begins."""
    used = words.entry_uses.match(text)
    if used is not None:
        sdk = _SDK.match(text, used.end())
        known = used.end() + known_at(text, used.end(), words)
        also = words.entry_also.match(text, known) if known > used.end() else None
        end = next((found.end() for found in (also, sdk) if found), known)
        name = plain(text[used.end() : end])
        return ("", "", 0, 0) if not name or is_kind_of_sdk(name, words) else (name, "", end, end)
    opening = _OPENING.match(text)
    name = plain(opening["name"]) if opening is not None else ""
    if opening is None or not name or words.no_title.search(name) or is_kind_of_sdk(name, words):
        return "", "", 0, 0
    inner = plain(opening["inner"] or "")
    is_glossed_sdk = is_product(inner, words) and not words.company_name.search(inner)
    if not (is_product(name, words) or begins_known(name, words) or is_glossed_sdk):
        return "", "", 0, 0
    is_owner = is_company(inner, words) or words.company_name.search(inner) is not None
    whole = name if not inner or is_owner else plain(f"{opening['name']}{opening['glossed']}")
    return whole, inner, opening.end("name"), opening.end()
