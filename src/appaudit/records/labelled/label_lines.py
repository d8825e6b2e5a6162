"""A line to its labels and their values, wherever in it they stand: apart, behind each other, or run together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.model.record import record
from appaudit.records.wording.companies import opens_with_company
from appaudit.records.wording.data_lines import names_data
from appaudit.records.wording.names import begins_known, is_known
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.values import is_company, is_product, plain, strip_marks

_COLON = r"\s*\**\s*[：:∶]\s*"
#: How a line in English goes on to its last word, which is no label: "The services we", "Who can".
_LEADS_ON = Expression(r"(?:\S+ ){2,}(?:[a-z]+|I) $")
#: A label at the start of a line, after its bullet or number.
_FIRST = Expression(rf"^(?P<label>[^：:∶\n|]{{1,48}}?){_COLON}(?P<value>.*)$", re.DOTALL)
#: A label in brackets, with no colon behind them.
_BRACKETED_LABEL = Expression(
    r"^[【\[](?P<label>[^【】\[\]：:\n]{2,24})[】\]](?!\()\s*[：:]?\s*(?P<value>[^：:\s].*)$", re.DOTALL
)
#: A question, and its answer in the same line.
_QUESTION = Expression(r"^[*_]{0,2}(?P<label>[^：:？?。，,\n]{2,48})[？?][*_]{0,2}\s*(?P<value>\S.*)$", re.DOTALL)
#: A name with all that is said of it in the brackets behind it, and what parts that.
_ALL_IN_BRACKETS = Expression(r"^(?P<name>[^：:∶（(\n]{2,40})[（(](?P<inner>[^\n]{8,600})[）)]\s*[。；;]?$")
_PARTS = re.compile("[；;]")
_COLONS = re.compile("[:∶]")
#: Characters of the name of a service that sentences and labels tell of.
_LONGEST_NAME = 24
#: A label in brackets behind the value of another.
_FURTHER_BRACKETED = re.compile(r"(?<=[；;。，,\s])【(?P<label>[^【】：:\n]{2,24})】\s*[：:]?\s*")
#: A label inside a line, after what ends a value, with a remark inside it or none: "隐私政策（API对接）地址".
_WORD = r"[^\s：:∶；;。，,、|/（()）【\[*]"
_INNER = Expression(
    r"(?:(?<=[\s；;。，,、|/·•）)\]】*：:])|(?<=\.))"
    rf"(?P<label>{_WORD}{{2,24}}(?:[（(][^\s：:∶（()）]{{1,12}}[)）]{_WORD}{{0,8}})?|[A-Z][A-Za-z ]{{2,24}}){_COLON}"
)
#: What stands right before a colon inside a Chinese line, in which a known label may end.
_GLUED = Expression(r"(?P<before>(?:[\u4e00-\u9fff]{1,3}SDK)?[\u4e00-\u9fff]{2,12})[：∶]\s*")
#: The same inside an English line: "CrashlyticsData shared: model".
_RUN_ON = Expression(r"(?<=[a-z\d)])(?P<label>[A-Z][a-z]+(?: [A-Za-z][a-z]+){0,3}):\s*")
#: Known labels without which such a line is not parted.
_FEWEST_RUN_ON = 2
#: A title in English that a label may run into.
_TITLE = Expression(r"[A-Z][a-z]+(?:(?: |, | & |/)[A-Za-z-]+){0,8}")
_CAPITAL = re.compile(r" (?=[A-Z])")
#: What a label says beside its name: "第三方隐私政策链接，仅供参考".
_REMARK = Expression(r"[，,（(].*$")
#: The number of the entry whose label it is: "第三方名称①".
_COUNTED = re.compile(r"(?<=[^\W\d])\s?(?:[①-⑳]|\d{1,2})$")
#: What joins a label to the one before it, of which it may be the rest: "及个人信息".
_JOINED = Expression(r"^(?:以及|[及和与])(?=[\u4e00-\u9fff]{2})")
_PROTOCOL = Expression(r"(?:https?|ftp)$", re.IGNORECASE)
#: What the label of something that is not read stands for.
OTHER = "other"
#: Characters in which a value begins with a word for what it is for.
_LONGEST_CUE = 6
#: A kind of data in English, which ends in a word that is a label by itself.
_ONE_KIND = re.compile(r"(?:[A-Za-z/-]+ ){1,2}[A-Za-z]+")
#: Characters of the shortest word for data ("信息"), which ends many words for items of them.
_SHORTEST_LABEL = 2
#: A stroke that parts a value from the next label: "白鹭有限公司 / 目的：…".
_STROKE_BEHIND = re.compile(r"\s+[/／]$")
#: The first of two names that a stroke joins to one label: "所属公司/机构".
_STROKE = Expression(r"(?:^|(?<=[\s；;。，,、）)\]】]))(?P<first>[\u4e00-\u9fff]{2,12})/$")
#: Characters in which it stands with its stroke.
_LONGEST_STROKE = 16
#: The first word of a label, apart from the rest: "SDK 包名".
_SDK_BEFORE = Expression(r"(?:^|(?<=[；;。，,）)\]】])|(?<=[；;。，,）)\]】]\s))SDK $", re.IGNORECASE)
#: A name that says which package it is, or is known, and behind a space the label that is of it.
_NAMED_FIRST = Expression(r"(?P<name>\S.*?)\s+(?P<label>[\u4e00-\u9fff]{2,16})$")
_PACKAGED = Expression(r"[(（](?:[\u4e00-\u9fff]*\s?[a-z]\w*(?:\.\w+){1,8}[、,， ]{0,2}){1,4}[)）]$")
#: A name, where it is in brackets, and a sentence on it, before the labels of an English line.
_ENTRY_BEFORE = Expression(
    r"(?P<name>[A-Z][^:(\n]{1,60}?)(?: \([^()\n]{2,40}\))?(?:: | [—–-] )\S[^\n]{2,200}[.;][ *_]*"
)
_HAN = Expression(r"[\u3400-\u9fff]")
#: What a label is of, behind whose it is: "Egret's privacy" of "Egret's privacy policy: …".
_OF_WHOM = Expression(r"(?<=\w)['’]s(?: (?:own|privacy|data))*$")


@record(kw_only=False)
class Line:
    """A line of a document: its text, offsets, how far it is indented, and whether it heads or belongs to a list."""

    text: str
    start: int
    end: int
    indent: int = 0
    kind: str = "paragraph"


@record(kw_only=False)
class Pair:
    """A label, the field it stands for, and the value behind it."""

    label: str
    field: str
    value: str


class LabelSplitter:
    """Parts lines at the labels that are known."""

    def __init__(self, names: FieldNames, words: PartyWords) -> None:
        self._names = names
        self._words = words

    def split(self, text: str) -> tuple[str, list[Pair]]:
        """What stands before the first label of a line, and its labels with their values."""
        stripped = self._opened(self._answered(self._unbracketed(_with_colon(strip_marks(text)))))
        found = _FIRST.match(stripped)
        starts: list[tuple[int, int, str, str]] = []
        if found and not _PROTOCOL.search(found["label"]):
            field = self._field(found["label"])
            if field and not (field == OTHER and self._names_first(found["label"])):
                starts.append((0, found.start("value"), found["label"], field))
        position = starts[0][1] if starts else 0
        for inner in _INNER.finditer(stripped, position):
            field = "" if _PROTOCOL.search(inner["label"]) else self._field(inner["label"])
            if not field and starts and (last := self._last_words(inner["label"])):
                starts.append((inner.end("label") - len(last), inner.end(), last, self._field(last)))
                continue
            if self._ends_name(stripped, inner["label"], inner.start("label")):
                continue
            if inner.end() == len(stripped) and not starts and _LEADS_ON.search(stripped[: inner.start("label")]):
                continue  # "Third-party services we use:" leads to what stands below
            if field == "data" and _ONE_KIND.fullmatch(stripped[: inner.end("label")]):
                continue  # "Device information:" is an item of data, and no label "information:"
            if field and (field != OTHER or starts):
                start = self._with_first(stripped, inner.start("label"), field)
                starts.append((start, inner.end(), stripped[start : inner.end("label")], field))
        run_on = [*self._run_on(stripped), *([] if starts else self._behind_words(stripped))]
        starts = [start for start in starts if not any(begin < start[0] < end for begin, end, _, _ in run_on)]
        starts = sorted({*starts, *run_on})
        starts = [*self._said_before(stripped, starts[0][0]), *starts] if starts else starts
        if not starts or (starts[0][0] and self._opens_as_entry(stripped, starts[0][0])):
            return "", []
        is_first = starts[0][0] == 0 or is_product(plain(stripped[: starts[0][0]]), self._words)
        if is_first and starts[0][3] != OTHER:
            starts = sorted([*starts, *self._glued(stripped, starts)])
        ends = [start for start, _, _, _ in starts[1:]] + [len(stripped)]
        values = [
            _STROKE_BEHIND.sub("", stripped[value:end].strip(" \t*；;，,|·•"))
            for (_, value, _, _), end in zip(starts, ends, strict=True)
        ]
        pairs = [
            Pair(label_alone(label), OTHER if self._says_other(field, value) else field, value)
            for (_, _, label, field), value in zip(starts, values, strict=True)
        ]
        pairs = [_without_stop(pair) for pair in self._with_kinds_of_data(pairs)] if len(pairs) > 1 else pairs
        return _OF_WHOM.sub("", plain(stripped[: starts[0][0]])), pairs

    def _said_before(self, text: str, first: int) -> list[tuple[int, int, str, str]]:
        """What sentences between a name and the first label say: "白鹭SDK：用于推送。处理的信息包括OAID。提供方：…"."""
        use = self._words.use_behind_name.search(text, 0, first)
        data = self._words.data_behind_use.search(text, use.end(), first) if use is not None else None
        name = plain(text[: use.start()]) if use is not None else ""
        if use is None or not (is_product(name, self._words) or (data is not None and len(name) <= _LONGEST_NAME)):
            return []
        told = [(use.start(), use.end(), use["label"], "purpose")]
        return told if data is None else [*told, (data.start(), data.end(), data["label"], "data")]

    def _unbracketed(self, text: str) -> str:
        """A line with a colon behind each further label in brackets: "…；【使用目的】推送；【数据】OAID"."""

        def labelled(found: re.Match[str]) -> str:
            return f"{found['label']}：" if self._names.field(found["label"]) else found.group()

        return _FURTHER_BRACKETED.sub(labelled, text) if "【" in text else text

    def _opens_as_entry(self, text: str, first: int) -> bool:
        """Whether a line says before its first label whom it is on and what that does, as entries of lists do.

        "Egret GmbH (Germany): hosting. Data: IP address" is read where entries are.
        """
        if opens_with_company(text, self._words):
            return True
        found = _ENTRY_BEFORE.fullmatch(text, 0, first) if _HAN.search(text) is None else None
        name = plain(found["name"]) if found is not None else ""
        is_named = is_company(name, self._words) or is_known(name, self._words)
        return is_named and not self._field(name) and not is_product(name, self._words)

    def _with_kinds_of_data(self, pairs: list[Pair]) -> list[Pair]:
        """The pairs of a line in which "类型：" stands for data, as another label says what for: "目的：…；类型：…"."""
        fields = [pair.field for pair in pairs]
        if fields.count("purpose") != 2 or "data" in fields:
            return pairs
        last = len(fields) - 1 - fields[::-1].index("purpose")
        if not names_data(pairs[last].value, self._words):
            return pairs
        return [replace(pair, field="data") if at == last else pair for at, pair in enumerate(pairs)]

    def _last_words(self, text: str) -> str:
        """The label that English words end with, behind the value before it: "Egret Ltd Purpose"; empty for none."""
        ends = (text[word.end() :] for word in _CAPITAL.finditer(text) if is_latin(text))
        return next((last for last in ends if self._names.field(last) not in ("", "name")), "")

    def _names_first(self, label: str) -> bool:
        """Whether a label only looks like one, for a name stands before it or it is one: "白鹭(com.x) 目的"."""
        if self._words.named_platform.fullmatch(plain(_REMARK.sub("", label))):
            return True
        found = _NAMED_FIRST.match(label)
        if found is None or self._field(found["label"]) in ("", OTHER):
            return False
        return _PACKAGED.search(found["name"]) is not None or begins_known(found["name"], self._words)

    def _with_first(self, text: str, start: int, field: str) -> int:
        """Where a label begins: with its word SDK, or with the first of two names for one thing: "所属公司/机构"."""
        if is_of_sdk := _SDK_BEFORE.search(text, max(0, start - _LONGEST_CUE), start):
            return is_of_sdk.start()
        found = _STROKE.search(text, max(0, start - _LONGEST_STROKE), start)
        is_one = found is not None and self._names.field(found["first"]) == field
        return found.start("first") if found is not None and is_one else start

    def _opened(self, text: str) -> str:
        """A line whose labels stand in the brackets behind a name, without these: "白鹭SDK（提供方：…；用途：…）"."""
        found = _ALL_IN_BRACKETS.match(text)
        labels = [part.partition("：")[0] for part in _PARTS.split(_COLONS.sub("：", found["inner"]))] if found else []
        is_opened = len(labels) > 1 and sum(bool(self._names.field(label)) for label in labels) * 2 > len(labels)
        return f"{found['name']}；{found['inner']}" if found is not None and is_opened else text

    def _answered(self, text: str) -> str:
        """A line that answers the question of a label, with a colon between: "由谁提供？白鹭有限公司"."""
        found = _QUESTION.match(text)
        is_label = found is not None and self._names.field(found["label"])
        return f"{found['label']}：{found['value']}" if found is not None and is_label else text

    def _says_other(self, field: str, value: str) -> bool:
        """Whether a value defines a word, or says under a label of data what these are for: "收集范围：仅用于推送"."""
        is_use = field == "data" and self._words.for_what.search(value[:_LONGEST_CUE]) is not None
        return is_use or self._words.definition.match(value) is not None

    def _ends_name(self, text: str, label: str, start: int) -> bool:
        """Whether "SDK：" is the end of a name behind a space ("白鹭分析 SDK：") and no label of its own."""
        return text[start - 1 : start].isspace() and self._words.product.fullmatch(label) is not None

    def _glued(self, text: str, starts: Sequence[tuple[int, int, str, str]]) -> list[tuple[int, int, str, str]]:
        """Labels that nothing parts from the value before them: "…公司功能：…"."""
        known = {end for _, end, _, _ in starts}
        found = []
        for colon in _GLUED.finditer(text, starts[0][1]):
            if colon.end() in known:
                continue
            before = colon["before"]
            fits = next((k for k in range(len(before) - 1) if self._names.field(before[k:])), None)
            if fits == len(before) - _SHORTEST_LABEL and self._names.field(before[fits:]) == "data":
                continue  # "设备信息：" inside a value is an item of it, and no label "信息："
            if fits is not None and not any(begin <= colon.start() + fits < end for begin, end, _, _ in starts):
                label, field = before[fits:], self._names.field(before[fits:])
                is_whose = field == "link" and begins_known(before[:fits], self._words)  # "友盟隐私政策链接："
                found.append((colon.start() + (0 if is_whose else fits), colon.end(), label, field))
        return found

    def _run_on(self, text: str) -> list[tuple[int, int, str, str]]:
        """English labels that nothing parts from the value before them, where a line has several; or from a heading.

        "Hosting and infrastructureService provider: Egret Ltd": one of several words behind a title is enough.
        """
        found = [(run.start(), run.end(), run["label"], self._field(run["label"])) for run in _RUN_ON.finditer(text)]
        known = [start for start in found if start[3]]
        if sum(start[3] != OTHER for start in known) >= _FEWEST_RUN_ON:
            return known
        return [start for start in known[:1] if self._is_headed(text[: start[0]], start[2], start[3])]

    def _behind_words(self, text: str) -> list[tuple[int, int, str, str]]:
        """A label of several words behind the words of a link or a title: "Data addendum Service Provider: Egret"."""
        found = _FIRST.match(text)
        label = found["label"] if found is not None and is_latin(found["label"]) else ""
        for word in _CAPITAL.finditer(label):
            last = label[word.end() :]
            if " " in last and self._is_headed(label[: word.start()], last, self._names.field(plain(last))):
                return [(word.end(), found.start("value"), last, self._names.field(plain(last)))] if found else []
        return []

    def _is_headed(self, before: str, label: str, field: str) -> bool:
        """Whether a label for a company or a name stands right behind a title; one of the two has several words."""
        title = plain(before)
        return field in ("company", "name") and " " in f"{label}{title}" and _TITLE.fullmatch(title) is not None

    def _field(self, label: str) -> str:
        label = plain(label_alone(_REMARK.sub("", label)))
        field = self._names.field(label) or self._names.field(_JOINED.sub("", label))
        if field or not label:
            return field
        if self._words.common_label.search(label):
            return "purpose"
        return OTHER if self._words.other_label.search(label) else ""


def _without_stop(pair: Pair) -> Pair:
    """A label of a line with several, without the full stop behind its one English sentence: "Purpose: statistics."."""
    is_one = pair.field in ("purpose", "data") and is_latin(pair.value) and ". " not in pair.value
    return replace(pair, value=pair.value.removesuffix(".")) if is_one else pair


def label_alone(label: str) -> str:
    """A label without the number of the entry whose it is: "第三方名称①"."""
    return _COUNTED.sub("", label)


def _with_colon(text: str) -> str:
    """A line whose label stands in brackets and nothing behind it: "【提供方】白鹭有限公司"."""
    found = _BRACKETED_LABEL.match(text)
    return f"{found['label'].strip()}：{found['value']}" if found else text
