"""What an English entry says is taken behind what it is for: "hosting (may log IP addresses)", "Your name is sent"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import is_known
from appaudit.records.wording.sentences import refuses, said_in
from appaudit.records.wording.values import address_in, is_company, items_of, kind_of, kind_of_label, plain

_HAN = Expression(r"[\u3400-\u9fff]")
#: A sentence that is a label for data, and them.
_LABELLED = Expression(r"[.)] (?P<label>[A-Z][a-z]+(?: [a-z]+){0,2}): (?P<data>[^.:\n]{3,200})(?:\.|$)")
#: What something is for, and what is in brackets at its end.
_BRACKETED = Expression(r"^(?P<use>[^()\n]{3,160}) \((?P<data>[^()\n]{3,160})\)\.?$")
#: A further label behind data: "Usage Data. Place of processing: …".
_NEXT_LABEL = Expression(
    r"(?<=[A-Za-z)\]])\. (?=[A-Z][a-z]+(?: [a-z]+){0,4}:|(?:No|It|This|They|These|We|You|Data|All|None|Only) [A-Za-z]"
    r"|[A-Z]\w+ (?:does|is|are|has|will|may|never|retains?|stores?|uses?|process(?:es)?|holds?|states?) )"
)
#: The first sentence of several, of three words at the least.
_FIRST_SENTENCE = Expression(r"(?P<first>\S+ \S+ [^\n]{4,400}?(?<=[a-z)\d]))\. (?=[A-Z])")
_SENTENCES = Expression(r"(?<=[a-z)\d])\.\s+(?=[A-Z])")
_PARTS = Expression(r",| and | & |/")
#: Brackets at the end of a name.
_BRACKETS_AT_END = Expression(r" ?\((?P<inner>[^()\n]{3,60})\)$")
_LONGEST_LABEL = 20
#: Sentences of a use that is no section.
_MOST_SENTENCES = 2
#: The longest use that is looked through, in characters.
_LONGEST = 1_000


def take_data_behind(records: Sequence[PartyRecord], words: PartyWords) -> None:
    """Part what is taken from what it is for, for records that say the first nowhere else.

    Rows of a table with a column of data say what is taken there.
    """
    for record in records:
        if record.layout != "table" and record.value("data") and _HAN.search(record.value("data")) is None:
            record.fields["data"] = _without_verb(record.value("data"), words)
        use = record.value("purpose")
        has_column = record.layout == "table" and "data" in record.fields
        if record.value("data").strip() or has_column or _HAN.search(use) or len(use) > _LONGEST:
            continue
        left, data = data_behind(use, words)
        if not data and record.layout != "table":
            left, data = _in_brackets(use, words)
        if not data and record.layout == "table":
            told = (sent_to(sentence, words) for sentence in _SENTENCES.split(use)[1:])
            data = next((sent["data"] for sent in told if sent is not None), "")
        if data:
            record.fields.update({"purpose": left, "data": data})


def sent_to(sentence: str, words: PartyWords) -> re.Match[str] | None:
    """A sentence that says what is sent to whom an entry is on: "Transcripts are sent to Egret's API"; else None.

    What is said not to be sent ("None of your data is sent to Egret") is nothing that goes there.
    """
    sent = words.data_sent.match(sentence)
    if sent is None or refuses(sentence, words) or words.vague_data.fullmatch(sent["data"]) is not None:
        return None
    return sent if items_of(sent["data"], words) else None


def end_uses(records: Sequence[PartyRecord], words: PartyWords) -> None:
    """End English uses of sections and cards with their first sentence, and data where the next label begins."""
    for record in records:
        if record.layout != "table" and (label := _NEXT_LABEL.search(record.value("data"))) is not None:
            record.fields["data"] = record.value("data")[: label.start()]
        use = record.value("purpose").strip()
        before, _, told = use.partition(": ")
        if told and len(before) <= _LONGEST_LABEL and kind_of_label(before, words) == "purpose":
            record.fields["purpose"] = use = told  # "Egret (Egret Ltd) — Purpose: maps"
        if record.layout != "table" and (denied := words.use_denies.search(use)) is not None and denied.start():
            record.fields["purpose"] = use[: denied.start()]
            continue
        is_section = record.layout in ("headed", "parts")
        is_paragraph = record.layout != "table" and len(_SENTENCES.split(use)) > _MOST_SENTENCES
        if not (is_section or is_paragraph) or _HAN.search(use) or len(use) > _LONGEST:
            continue
        first = _FIRST_SENTENCE.match(use)
        if first is not None:
            record.fields["purpose"] = first["first"]


def take_kinds(records: Sequence[PartyRecord], words: PartyWords) -> None:
    """Give English sections that say no use the kind of service that brackets behind their name tell."""
    for record in records:
        if (
            record.layout in ("headed", "parts")
            and record.value("data").strip()
            and not record.value("purpose").strip()
        ):
            record.fields["purpose"] = _kind_behind(record.value("name"), words)


def take_collected(records: Sequence[PartyRecord], text: str, words: PartyWords) -> None:
    """Give records what uses say first is taken: "收集设备信息，以便改进产品", "collect crash logs to fix bugs".

    A sentence may have been read to its first comma or bracket: the line that it stands in goes on.
    """
    for record in records:
        use = record.value("purpose").strip()
        if not use or len(use) > _LONGEST:
            continue
        line = text[record.start : record.start + _LONGEST].partition("\n")[0]
        at = line.find(use)
        found = words.collects_to.match(line[at:] if at >= 0 and record.layout != "table" else use)
        if found is None:
            continue
        said = {field.removesuffix("_en"): value for field, value in found.groupdict().items() if value}
        is_data = any(form.search(said["data"]) is not None for form in (words.data_words, words.data))
        if (is_data or "sure" in said or record.value("data").strip()) and not refuses(found.group(), words):
            record.fields["purpose"] = plain(found.group()).rstrip(" .")
            record.set("data", said["data"])


def take_received(records: Sequence[PartyRecord], text: str, words: PartyWords) -> None:
    """Give Chinese entries without data what a further sentence of their line says that they get: "仅接收您的文本"."""
    for record in records:
        line = text[record.start : record.start + _LONGEST].partition("\n")[0]
        if record.layout != "items" or record.value("data").strip() or _HAN.search(line) is None:
            continue
        found, sent = (form.search(line, 0, _LONGEST) for form in (words.received_zh, words.yours_used))
        is_only = found["only"] is not None if found is not None else True
        found = found or sent
        if found is None or refuses(found.group(), words) or words.vague_data.fullmatch(found["data"]):
            continue
        if is_only or any(form.search(found["data"]) for form in (words.data_words, words.data)):
            record.fields["data"] = plain(found["data"])


def take_objects(records: Sequence[PartyRecord], words: PartyWords) -> None:
    """Part what English uses say is received or kept, and what for: "Receives your address to find you"."""
    for record in records:
        use = record.value("purpose").strip()
        if record.layout == "table" or len(use) > _LONGEST or _HAN.search(use):
            continue
        found = words.takes_object.match(use)
        if (
            found is None
            or (record.value("data").strip() and not found["aim"])
            or words.data_words.search(found["object"]) is None
            or refuses(found.group(), words)
        ):
            continue
        if not record.value("data").strip():
            record.fields["data"] = plain(found["object"])
        record.fields["purpose"] = plain(found["aim"] or "") or _kind_behind(record.value("name"), words)


def _kind_behind(name: str, words: PartyWords) -> str:
    """The kind of service that brackets behind an English name say: "Egret (Database & Authentication)"."""
    found = _BRACKETS_AT_END.search(name)
    inner = found["inner"] if found is not None else ""
    parts = [part.strip() for part in _PARTS.split(inner)]
    is_other = any(is_company(part, words) or is_known(part, words) for part in parts)
    return "" if is_other or words.place.fullmatch(inner) or words.aside_inside.match(inner) or "." in inner else inner


def _in_brackets(use: str, words: PartyWords) -> tuple[str, str]:
    """A use, and the data that brackets at its end list: "sign-in (e-mail, user ID)"; the whole use without them."""
    found = _BRACKETED.match(use)
    inner = found["data"] if found is not None else ""
    is_list = kind_of(inner, words) == "data" and not any(form.search(inner) for form in _no_list(words))
    return (found["use"], inner) if found is not None and is_list and not refuses(inner, words) else (use, "")


def _no_list(words: PartyWords) -> tuple[Expression, ...]:
    """What brackets have that say when something is taken, what for or where it stays, and do not list it."""
    return words.for_what, words.condition, words.on_device, words.in_sentence, words.purpose


def _without_verb(data: str, words: PartyWords) -> str:
    """What a sentence takes, where it is given for data: "Collects the OS version and stack traces. It scrubs PII"."""
    return (said_in(data, 0, words).data or data) if words.takes.match(data) is not None else data


def take_labelled_data(records: Sequence[PartyRecord], text: str, words: PartyWords) -> None:
    """Give English sentences what stands behind them in their line: data under a label, and the one address.

    "We use Egret to send mail. Data: names. See https://egret.example/privacy"
    """
    starts = sorted(record.start for record in records)
    for record in records:
        line = text[record.start : record.start + _LONGEST].partition("\n")[0]
        is_alone = bisect_right(starts, record.start + len(line)) - bisect_right(starts, record.start) == 0
        if record.layout == "prose" and is_alone and line.count("://") == 1 and _HAN.search(line) is None:
            address = address_in(line, words)
            record.set("link", address if words.column_link.search(address) else "")
        found = _LABELLED.search(line) if record.layout == "prose" and is_alone else None
        if found is not None and words.column_data.search(found["label"]) and not refuses(found["data"], words):
            record.set("data", plain(found["data"]))


def data_behind(use: str, words: PartyWords) -> tuple[str, str]:
    """A use without what it says is taken, and that; the whole use and nothing where it says nothing of the kind."""
    if (first := words.data_first.search(use)) is not None and not refuses(use, words):
        return use, first["about"]  # "collect data about how you play" says both
    for found in words.data_behind.finditer(use):
        data = next((value for value in found.groupdict().values() if value), "")
        is_data = words.data_words.search(data) is not None and words.denied_mark.match(data) is None
        if not found.start() or not is_data or refuses(found.group(), words):
            continue
        # "A provider, handles your text to answer it" is a provider, and no "provider to answer it".
        is_end = found.group().startswith(",") and use.startswith(" to ", found.end())
        rest = use[: found.start()] if is_end else f"{use[: found.start()]}{use[found.end() :]}"
        return plain(rest).rstrip(" .;,"), data
    return use, ""


def passed_in(sentence: str, words: PartyWords) -> str:
    """What a further sentence says goes to whom an entry names, or that they keep; empty for any other one."""
    if (sent := sent_to(sentence, words)) is not None:
        return sent["data"]
    found = words.data_passed.search(sentence)
    if found is None:
        return data_behind(f"- . {sentence}", words)[1]  # "It may log request data"
    data = next((value for value in found.groupdict().values() if value), "") if found else ""
    is_data = any(form.search(data) is not None for form in (words.data_words, words.data))
    is_data = is_data and words.vague_data.fullmatch(data.strip()) is None
    is_data = is_data and not any(form.search(sentence) for form in (words.denied_mark, words.on_device))
    return data if is_data and items_of(data, words) and not refuses(found.group(), words) else ""
