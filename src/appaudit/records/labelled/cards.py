"""Cards of a page: labels that no colon parts from their values, which stand below or right behind them.

They become labelled lines, as `records.labelled.labels` reads them, and so do lines that hold several labels with
their values.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.addresses_below import with_addresses_labelled
from appaudit.records.labelled.label_lines import OTHER, Line
from appaudit.records.labelled.provided import with_provider_apart
from appaudit.records.wording.names import begins_known, is_brand
from appaudit.records.wording.scripts import CHINESE, is_latin
from appaudit.records.wording.values import address_in, is_address, is_company, is_product, plain

#: The longest label that stands on a line of its own, in characters, and right before its value, in words.
_LONGEST_CARD_LABEL = 24
_LONGEST_IN_LATIN = 32
_MOST_WORDS = 4
#: With its number and its marks.
_LONGEST_LABEL_LINE = 48
_INNER_COLON = re.compile(r"[：:∶]")
_RUN = re.compile(r"\S+")
_COLON = re.compile(r"[：∶]|:(?!//)")
_NO_LABEL = re.compile(r"[：:∶、，]")
#: The rest of a label that has its colon already: "Information Collected: OAID".
_LABEL_GOES_ON = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)?(?:\*\*)?:[\s*]")
#: Lines that begin with one label, in a list of cards.
_FEWEST_CARDS = 2
#: Lines that one label of data has below it at the most.
_MOST_VALUES = 20
#: The longest and the shortest label that its value is glued to, in characters.
_LONGEST_GLUED = 8
_SHORTEST_GLUED = 2
#: One of as many characters is a label whatever stands behind it.
_LONG_GLUED = 4
#: Characters of a label of names to which one is glued.
_LONG_LABELS = range(4, 9)
#: How a label in Chinese may begin with Latin letters: "SDK服务商".
_SDK = re.compile(r"SDK(?=[\u4e00-\u9fff])", re.IGNORECASE)
#: The name of an SDK and behind it, with nothing between, a label.
_NAME_AND_LABEL = re.compile(
    r"(?:^|(?<=[：:。；\s]))(?P<name>[^，。；：:、\n]{1,24}?sdk)(?P<label>[\u4e00-\u9fff]{2,8})[：:]", re.IGNORECASE
)
#: Wide spaces inside a line, what stands between them, and how that looks where it is a label with its value.
_GAP = Expression(r"\S(?: {2,}|\t\s*|\u3000+)\S")
_BETWEEN_GAPS = Expression(r"\S+(?: \S+)*")
_LABELLED = Expression(r"[*_\-•·\s]*(?P<label>[^：:\n]{2,24})[：:]\s?\S")
_FEWEST_KNOWN = 2
#: Parts of a line, a label with a space behind it at the beginning of one, and what counts the entry.
_SEMICOLON = re.compile("[；;]")
_LABEL_AND_SPACE = re.compile(r"^\s*(?P<label>[^\s：:，。]{2,12})\s+(?P<value>\S.*)$", re.DOTALL)
_COUNTED = re.compile(r"^\s*[^\s：:，。]{0,6}\d{1,2}\s*[：:、.）)]\s*")
#: What stands behind a label that a sentence goes on with.
_GOES_ON = re.compile(r"[：:∶\s的和与及或、，。；（(/]")
#: Where an English word is glued to the next one, as spans of a page without a space between them have it.
_GLUED_LATIN = Expression(r"(?<=[a-z])(?=[A-Z0-9])")
#: A label, dots and its value; behind the dots of a table of contents stands the number of a page.
_DOTTED = re.compile(r"^\s*(?P<label>[^\s.:：][^.:：\n]{0,30}?)\s*(?:\.{3,}|…{2,})\s*(?P<value>(?!\d{1,4}\s*$)\S.*)$")
#: A label and its value with a sign between that programs have, too, but not behind Chinese words or a capital.
_EQUAL = re.compile(r"^\s*(?P<label>[A-Z\u4e00-\u9fff][^=：:\n]{1,30}?)\s*=\s*(?P<value>[^=\s].*)$")
#: What marks a line as an entry of a list, as it may mark labels and values alike.
_MARK = Expression(r"^[-–•·*]\s+(?=\S)")
#: Labels of different fields that one line holds at the least, and characters of it that are looked at.
_FEWEST_INSIDE = 3
_LONGEST_LINE = 2_000


def as_labelled(lines: Sequence[Line], names: FieldNames, words: PartyWords) -> list[Line]:
    """The lines with a colon between each label of a card and its value, wherever that stands."""
    lines = with_addresses_labelled(_unglued_latin(lines, names), names, words)
    parted = [part for line in lines for part in with_provider_apart(_undotted(line, names), names, words)]
    parted = [part for line in parted for part in _parted_at_gaps(_with_colons_in_parts(line, names, words), names)]
    parted = [part for line in parted for part in _named_before_label(line, names, words)]
    parted = [part for line in parted for part in _named_before_labels(line, names, words)]
    return labelled_in_turn(with_colons(_unglued(parted, names, words), names, words), names, words)


def _undotted(line: Line, names: FieldNames) -> Line:
    """A label that dots lead from to its value ("Purpose ..... maps", "用途 = 统计") with a colon in their place."""
    found = (
        _DOTTED.match(line.text)
        if "..." in line.text or "……" in line.text
        else _EQUAL.match(line.text)
        if "=" in line.text
        else None
    )
    is_label = found is not None and names.field(found["label"])
    return replace(line, text=f"{found['label']}：{found['value']}") if found is not None and is_label else line


def _parted_at_gaps(line: Line, names: FieldNames) -> list[Line]:
    """A line of labels with their values that wide spaces part ("Provider: Egret    Purpose: maps"), each by itself.

    Two labels at the least are known; of an unknown one between them the value is nobody's.
    """
    spans = [found.span() for found in _BETWEEN_GAPS.finditer(line.text)] if _GAP.search(line.text) else []
    labels = [_LABELLED.match(line.text, start, end) for start, end in spans]
    known = {names.field(plain(label["label"])) for label in labels if label is not None} - {""}
    if len(spans) < _FEWEST_KNOWN or None in labels or len(known) < _FEWEST_KNOWN:
        return [line]
    return [replace(line, text=line.text[a:b], start=line.start + a, end=line.start + b) for a, b in spans]


def _with_colons_in_parts(line: Line, names: FieldNames, words: PartyWords) -> Line:
    """A line of parts that a label begins each, with spaces behind the labels: "名称 白鹭；公司 白鹭公司；目的 定位".

    What stands before the first one counts the entries ("SDK1："); labels of three fields at the least are known.
    """
    parts = _SEMICOLON.split(line.text.rstrip("；;。 ")) if _SEMICOLON.search(line.text) else []
    if len(parts) < _FEWEST_INSIDE or len(line.text) > _LONGEST_LINE:
        return line
    found = [_LABEL_AND_SPACE.match(part) for part in [_COUNTED.sub("", parts[0]), *parts[1:]]]
    labels = [part["label"] for part in found if part is not None]
    known = {names.field(label) for label in labels} - {""}
    are_all = len(labels) == len(parts) and all(names.field(x) or words.other_label.search(x) for x in labels)
    if not are_all or len(known) < _FEWEST_INSIDE:
        return line
    return replace(line, text="；".join(f"{part['label']}：{part['value']}" for part in found if part is not None))


def _named_before_label(line: Line, names: FieldNames, words: PartyWords) -> list[Line]:
    """A line in which a label is glued to an SDK of somebody known ("极光SDK使用目的：…") as the name and the rest."""
    for found in _NAME_AND_LABEL.finditer(line.text) if "sdk" in line.text.lower() else ():
        name = plain(found["name"])
        is_label = names.field(found["label"]) and not names.field(found["name"] + found["label"])
        is_named = begins_known(name, words) or (is_latin(name) and is_brand(name, names, words))
        if is_label and is_named and is_product(name, words) and not words.no_title.search(name):
            at = line.start + found.start("label")
            return [
                replace(line, text=name, start=line.start + found.start("name"), end=at),
                replace(line, text=line.text[found.start("label") :], start=at),
            ]
    return [line]


def _named_before_labels(line: Line, names: FieldNames, words: PartyWords) -> list[Line]:
    """A line that is a name and labels with their values, parted by spaces alone, as the name and the rest.

    "白鹭 提供方 白鹭有限公司 收集信息 OAID 用途 统计"
    """
    if CHINESE.search(line.text) is None or len(line.text) > _LONGEST_LINE:
        return [line]  # in an English sentence, which quotation marks make no Chinese one, any word may be a label's
    parts = list(_RUN.finditer(line.text))
    first = next((k for k, part in enumerate(parts[: _MOST_WORDS + 1]) if names.field(part.group())), 0)
    if not first:
        return [line]
    name, at = plain(line.text[: parts[first].start()]), parts[first].start()
    is_named = is_product(name, words) or begins_known(name, words) or is_brand(name, names, words)
    if not is_named or words.no_title.search(name) or _INNER_COLON.search(name):
        return [line]
    rest = _several_labels(line.text[at:], names, words, is_of_card=False, is_named=True)
    if not rest:
        return [line]
    start = line.start + at
    return [replace(line, text=name, end=start), replace(line, text=rest, start=start)]


def _unglued(lines: Sequence[Line], names: FieldNames, words: PartyWords) -> list[Line]:
    """The lines with a colon behind a label that its value is glued to ("使用目的登录"), beside one with another.

    A short label ("用途登录") counts where what stands behind it looks like its value, in one line at the least.
    """
    tried = [_glued_labels(line.text, names) for line in lines]
    fitting = {
        label
        for line, labels in zip(lines, tried, strict=True)
        for label in labels
        if len(label) >= _LONG_GLUED or _fits(names.field(label), line.text.strip()[len(label) :], words)
    }
    tried = [[label for label in labels if label in fitting] for labels in tried]
    often = Counter(label for labels in tried for label in labels)
    best = [max(labels, key=lambda label: (often[label], len(label)), default="") for labels in tried]
    alone = _labels_of_one_card(lines, best, names, words)
    fields = [
        names.field(label) if often[label] >= _FEWEST_CARDS or number in alone else ""
        for number, label in enumerate(best)
    ]
    found = []
    for index, line in enumerate(lines):
        beside = {*fields[max(0, index - 1) : index], *fields[index + 1 : index + 2]} - {"", fields[index]}
        if fields[index] and beside:
            text, label = line.text.strip(), best[index]
            line = replace(line, text=f"{label}：{text[len(label) :]}")
        elif beside and (label := _other_label(line.text.strip(), words)):
            line = replace(line, text=f"{label}：{line.text.strip()[len(label) :]}")
        found.append(line)
    return found


def _other_label(text: str, words: PartyWords) -> str:
    """The label of what is not read that a Chinese line begins with: "共享方式SDK本机采集"; empty for another line."""
    start = text[: _LONGEST_GLUED + 1]
    if is_latin(start) or _COLON.search(text[:_LONGEST_CARD_LABEL]):
        return ""
    ends = range(_LONG_GLUED, len(start))
    labels = (start[:end] for end in ends if not (is_latin(start[:end]) or _GOES_ON.match(start[end])))
    label = next((label for label in labels if words.other_label.search(label)), "")
    return "" if words.product.fullmatch(text[len(label) :]) else label  # "微信开放平台SDK" is a name


def _unglued_latin(lines: Sequence[Line], names: FieldNames) -> Sequence[Line]:
    """The lines with a colon behind English labels that their values are glued to: "Provided byEgret, Inc.".

    Three labels of different fields are glued, so that "DataDog" alone is none.
    """
    if repeated := _repeated_headings(lines, names):
        return [
            replace(line, text=f"{label}: {line.text.strip()[len(label) :]}")
            if (label := next((each for each in repeated if _is_glued(line.text.strip(), each)), ""))
            else line
            for line in lines
        ]
    found = {number: label for number, line in enumerate(lines) if (label := _glued_latin(line.text, names))}
    if len({names.field(label) for label in found.values()}) < _FEWEST_INSIDE:
        return lines
    return [
        replace(line, text=f"{found[number]}: {line.text[len(found[number]) :]}") if number in found else line
        for number, line in enumerate(lines)
    ]


def _repeated_headings(lines: Sequence[Line], names: FieldNames) -> list[str]:
    """Headings that stand alone on their lines and again before each value: "Sub-processor", "Sub-processorEgret"."""
    alone = {text for line in lines if 1 < len(text := line.text.strip()) <= _LONGEST_LABEL_LINE and is_latin(text)}
    often = Counter(
        text[:end]
        for line in lines
        for text in [line.text.strip()]
        for end in range(2, min(len(text), _LONGEST_LABEL_LINE))
        if text[:end] in alone and _is_glued(text, text[:end])
    )
    found = [label for label, count in often.most_common() if count >= _FEWEST_CARDS]
    fields = {names.field(label) for label in found}
    is_list = len(found) >= _FEWEST_CARDS and bool(fields & {"name", "company"})
    return sorted(found, key=len, reverse=True) if is_list else []


def _is_glued(text: str, label: str) -> bool:
    """Whether a line goes on right behind a label with the first letter of a value."""
    behind = text[len(label) : len(label) + 1]
    return text.startswith(label) and (behind.isupper() or behind.isdigit())


def _glued_latin(text: str, names: FieldNames) -> str:
    """The English label that a line begins with and to which its value is glued, empty for none."""
    if not text[:1].isupper():
        return ""
    ends = (found.start() for found in _GLUED_LATIN.finditer(text, 1, _LONGEST_LABEL_LINE))
    return next((text[:end] for end in ends if names.field(text[:end])), "")


def _labels_of_one_card(lines: Sequence[Line], best: list[str], names: FieldNames, words: PartyWords) -> set[int]:
    """The lines of a card that stands alone: several labels of different fields in turn below the name of an SDK.

    The name is glued to a label itself ("SDK名称白鹭SDK"), which `best` gets.
    """
    alone: set[int] = set()
    for number, line in enumerate(lines):
        text = line.text.strip()
        name = next((text[:k] for k in reversed(_LONG_LABELS) if names.field(text[:k]) == "name"), "")
        if not name or best[number] or not is_product(text[len(name) :], words) or _COLON.search(text):
            continue
        end = number + 1
        while end < len(lines) and best[end]:
            end += 1
        said = {names.field(best[index]) for index in range(number + 1, end)}
        if len(said) >= _FEWEST_INSIDE:
            best[number] = name
            alone.update(range(number, end))
    return alone


def _fits(field: str, value: str, words: PartyWords) -> bool:
    """Whether a value looks like one of a field."""
    if field == "company":
        return is_company(value, words)
    if field == "link":  # or the title of one: "官网查看隐私政策"
        return is_address(value) or words.column_link.search(value) is not None
    form = {"data": words.data, "purpose": words.purpose}.get(field)
    return form is not None and form.search(value) is not None


def _glued_labels(text: str, names: FieldNames) -> list[str]:
    """The labels that a line in Chinese may begin with and go on without a space."""
    start = text.strip()[: _LONGEST_GLUED + 1]
    if not start or (start[0].isascii() and not _SDK.match(start)) or _COLON.search(text[:_LONGEST_CARD_LABEL]):
        return []
    ends = (end for end in range(_SHORTEST_GLUED, len(start)) if not _GOES_ON.match(start[end]))
    labels = (start[:end] for end in ends)
    # "收集" is no label inside "【收集目的】".
    closed = (label for label in labels if label.count("【") == label.count("】"))
    return [label for label in closed if names.field(label) not in ("", "name")]


def with_glued_labels_parted(texts: Sequence[str], names: FieldNames, words: PartyWords) -> list[str]:
    """The fields of one card with a colon behind labels that their values are glued to, where two of them have one."""
    labels = [
        next(
            (
                label
                for label in reversed(_glued_labels(text, names))
                if len(label) >= _LONG_GLUED or _fits(names.field(label), text.strip()[len(label) :], words)
            ),
            "",
        )
        for text in texts
    ]
    if len({names.field(label) for label in labels if label}) < _FEWEST_KNOWN:
        return list(texts)
    return [
        f"{label}：{text.strip()[len(label) :]}" if label else text for text, label in zip(texts, labels, strict=True)
    ]


def labelled_in_turn(lines: Sequence[Line], names: FieldNames, words: PartyWords) -> list[Line]:
    """The lines with labels and values put together that stand below one another, as the cards of a page have them.

    Two labels of different fields with a value each make such a card; the headings of a table stand side by side.
    """
    turn = _Turn(lines, names, words)
    found: list[Line] = []
    index = 0
    while index < len(lines):
        end = index
        fields: list[str] = []
        spans: list[tuple[int, int]] = []
        while (field := turn.label_at(end)) and turn.has_value(end):
            if field == OTHER and not fields and turn.is_name(end):
                break
            fields.append(field)
            spans.append((end, turn.value_end(end, field)))
            end = spans[-1][1]
        if len(set(fields) - {OTHER, "name"}) < 2:
            # No part of a run that is none can be one: what was looked at is not looked at again.
            found += lines[index : max(end, index + 1)]
            index = max(end, index + 1)
            continue
        for start, last in spans:
            value = "、".join(_MARK.sub("", line.text.strip()) for line in lines[start + 1 : last])
            label = lines[start].text.strip(" *：:")
            found.append(replace(lines[start], text=f"{label}: {value}", end=lines[last - 1].end))
        index = end
    return found


class _Turn:
    """Tells of lines below one another which are labels, and how far the value of each goes."""

    def __init__(self, lines: Sequence[Line], names: FieldNames, words: PartyWords) -> None:
        self._lines = lines
        self._names = names
        self._words = words

    def label_at(self, index: int) -> str:
        """The field of a line that is a label, empty for another one."""
        if index >= len(self._lines) or len(self._lines[index].text) > _LONGEST_LABEL_LINE:
            return ""
        text = plain(self._lines[index].text)
        if index == 0 and self._lines[0].kind == "heading" and self._names.field(text) == "link":
            return ""  # "Privacy policy" is the title of the page
        longest = _LONGEST_IN_LATIN if is_latin(text) else _LONGEST_CARD_LABEL
        if not 1 < len(text) <= longest or _INNER_COLON.search(text) or address_in(text, self._words):
            return ""
        is_other = self._words.other_label.search(text) is not None and not self._ends_in_data(text)
        return self._names.field(text) or (OTHER if is_other else "")

    def _ends_in_data(self, text: str) -> bool:
        """Whether "IP地址", which looks like a label of something else, is what a list of data has."""
        return any(found.end() == len(text) for found in self._words.data.finditer(text))

    def is_name(self, index: int) -> bool:
        """Whether what looks like a label is whom the company below it runs: "白鹭广告平台"."""
        is_run = is_company(self._lines[index + 1].text, self._words)
        return is_run or begins_known(plain(self._lines[index].text), self._words)

    def has_value(self, index: int) -> bool:
        """Whether the line below a label is its value; a heading that another one follows is the title of a page."""
        if all(line.kind == "heading" for line in self._lines[index : index + 2]):
            return False
        # "传感器状态" may be the label of something that is not read; between two labels it is the value of the first.
        beside = self.label_at(index + 1)
        is_between = beside == OTHER != self.label_at(index) and bool(self.label_at(index + 2))
        if index + 1 >= len(self._lines) or (beside and not is_between) or self._is_title_of_list(index + 1):
            return False
        # A colon with nothing behind it may also stand above a list, which is read where lists are.
        is_open = self._lines[index].text.rstrip(" *").endswith(("：", ":"))
        is_last = index + 2 >= len(self._lines) or self._lines[index + 2].kind == "heading"
        return not is_open or is_last or bool(self.label_at(index + 2))

    def _is_title_of_list(self, index: int) -> bool:
        """Whether a line says what is listed below it, and is the value of no label above it: "第三方SDK目录"."""
        text = plain(self._lines[index].text)
        return self._words.no_title.search(text) is not None and self._words.context.search(text) is not None

    def value_end(self, index: int, field: str) -> int:
        """Where the value of a label ends: behind one line, or behind all items of data that stand above a label."""
        for end in range(index + 2, min(index + 2 + _MOST_VALUES, len(self._lines)) if field == "data" else 0):
            line = self._lines[end]
            before, colon, _ = line.text.partition("：")
            if self.label_at(end) or (colon and self._names.field(plain(before))):
                return end
            if line.kind == "heading" or len(line.text) > _LONGEST_LABEL_LINE:
                break
        return index + 2


def with_colons(lines: Sequence[Line], names: FieldNames, words: PartyWords) -> list[Line]:
    """The lines of cards, which show label and value side by side ("Provider Egret Data"), with a colon between.

    One label begins a line of two cards or more, and stands beside a line with another one.
    """
    starts = [_label_before(line.text, names, words) for line in lines]
    often = Counter(label for label, _, _ in starts if label)
    fields = [field if often[label] >= _FEWEST_CARDS else "" for label, field, _ in starts]
    found = []
    for index, line in enumerate(lines):
        label, _, value = starts[index]
        beside = {*fields[max(0, index - 1) : index], *fields[index + 1 : index + 2]} - {"", fields[index]}
        is_of_card = bool(fields[index] and beside)
        inside = _several_labels(line.text, names, words, is_of_card=is_of_card) if label else ""
        if inside or is_of_card:
            line = replace(line, text=inside or f"{label}: {value}")
        found.append(line)
    return found


def _several_labels(
    text: str, names: FieldNames, words: PartyWords, *, is_of_card: bool, is_named: bool = False
) -> str:
    """A line that is nothing but labels with their values behind them, with colons; empty for another one.

    One that stands alone names a third party, or stands behind its name, and says two things of it at the least.
    """
    parts = [] if is_latin(text) else text[:_LONGEST_LINE].split()
    labels: dict[int, str] = {}
    for number, part in enumerate(parts):
        is_short = len(part) <= _LONGEST_CARD_LABEL
        field = names.field(part) if is_short and not _INNER_COLON.search(part) else ""
        if field and field not in labels.values():
            labels[number] = field
        elif is_short and not field and labels and number - 1 not in labels and words.other_label.search(part):
            labels[number] = OTHER  # right behind a label it is a value: "网络状态"
    has_values = 0 in labels and len(parts) - 1 not in labels and not any(number + 1 in labels for number in labels)
    fields = set(labels.values()) - {OTHER}
    says_all = len(fields) >= _FEWEST_INSIDE and (is_named or not fields.isdisjoint({"name", "company"}))
    if not has_values or not (says_all or (is_of_card and len(fields) > 1)):
        return ""
    # Of "官网/隐私政策" the last word is the label, and all of it none that lines have elsewhere.
    told = {n: last if names.field(last := parts[n].rpartition("/")[2]) == labels[n] else parts[n] for n in labels}
    return " ".join(f"{told[number]}：" if number in told else part for number, part in enumerate(parts))


def label_before(text: str, names: FieldNames, words: PartyWords) -> tuple[str, str, str] | None:
    """The label that a line begins with, its field and its value; None where a sentence goes on behind it."""
    found = _label_before(text, names, words)
    return found if found[0] else None


def _label_before(text: str, names: FieldNames, words: PartyWords) -> tuple[str, str, str]:
    """The label that a line begins with, its field and its value; empty where a sentence goes on behind it."""
    parts = text.split(maxsplit=_MOST_WORDS)
    for count in range(min(_MOST_WORDS, len(parts) - 1), 0, -1):
        label = " ".join(parts[:count])
        value = text.split(maxsplit=count)[count]
        if len(label) > _LONGEST_CARD_LABEL or _NO_LABEL.search(label) or _LABEL_GOES_ON.match(value):
            continue
        is_word = is_latin(label) or count == 1  # of several Chinese words the last may be anything
        field = names.field(label) or (OTHER if is_word and words.other_label.search(label) else "")
        is_named = field != "name" or (not is_latin(label) and words.name_label.search(label) is not None)
        if field and is_named and (not value[:1].islower() or is_address(value)):
            return label, field, value
        if field:
            break
    return "", "", ""
