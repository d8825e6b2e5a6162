"""English sentences that call somebody known an SDK: who takes what, through whom, and which SDK an app uses what for.

"Ads through Egret Ads SDK and Finch SDK", "Egret SDK may collect …", "the app integrates the Finch SDK, which …". They
count where a document has no list, and so do the answers of a summary: "Crash SDK: yes, optional Egret Crash".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.running_text.english import FIRST_WORDS, JOINED, NAME
from appaudit.records.wording.names import is_known
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.sentences import LONGEST_LINE, refuses, said_in
from appaudit.records.wording.values import plain

#: The name of one, and where a sentence ends.
_SDK = Expression(r"(?<![\w@/.-])(?P<name>(?:[A-Z]|[a-z]{1,5}[A-Z])[\w.+&'-]*(?: [A-Z0-9(][\w.+&')-]*){0,5}) SDKs?\b")
_SENTENCE = Expression(r"(?<=[\w)])[.;]\s+|\n")
#: Further ones that are joined to one.
_FURTHER = Expression(r"^(?:(?:,? and |, | & | or )(?:the )?[\w.+&'-]+(?: [A-Z0-9][\w.+&'-]*){0,4} SDKs?\b){1,6}")
_BULLET = Expression(r"^[\s*_•·>-]*")
#: What a sentence begins with before the SDK that it is about.
_SUBJECT = Expression(r"(?:[Tt]he |[Oo]ur |[^:,.]{2,40}: (?:the )?)?$")
#: The answer of a summary to what there is: "Ads: yes, optional ads through …".
_ANSWER = Expression(r"^(?P<label>[A-Z][^:\n]{2,60}): (?:[Yy]es|[Ee]nabled|[Oo]n)\b[,;. —–-]+(?P<said>\S.{3,300})$")
_LONGEST_USE = 160


def read_named_sdks(lines: Sequence[Line], words: PartyWords) -> Iterator[PartyRecord]:
    """The records of such sentences and answers; what is refused, planned or done by users names nobody."""
    for line in lines:
        if line.kind in ("heading", "row") or len(line.text) > LONGEST_LINE * 2 or not is_latin(line.text):
            continue
        bullet = _BULLET.match(line.text)
        text = line.text[bullet.end() if bullet else 0 :]
        at = line.start + len(line.text) - len(text)
        answer = _ANSWER.match(text)
        if answer is not None and not _is_off(text, words):
            yield from _answered(answer, at, words)
        start = 0
        for end in [*(found.end() for found in _SENTENCE.finditer(text)), len(text)]:
            sentence = text[start:end].strip()
            if "SDK" in sentence and not _is_off(sentence, words):
                yield from _in_sentence(sentence, at + start, words)
            start = end


def _is_off(text: str, words: PartyWords) -> bool:
    return refuses(text, words) or words.not_now.search(text) is not None


def _answered(answer: re.Match[str], at: int, words: PartyWords) -> Iterator[PartyRecord]:
    """The records of somebody known whom an answer names first, under a label on what SDKs do."""
    label, said = answer["label"], answer["said"]
    if not (words.product.search(label) or words.purpose.search(label)):
        return
    for found in NAME.finditer(said):
        start, name = found.start(), found.group()
        while lead := FIRST_WORDS.match(name):
            start, name = start + lead.end(), name[lead.end() :]
        behind = said[start + len(name) :]
        if is_known(name, words) and not words.own_store.fullmatch(name) and not behind.startswith(" SDK"):
            yield _record(name, at + answer.start("said") + start, plain(label), "")
            return


def _in_sentence(sentence: str, at: int, words: PartyWords) -> Iterator[PartyRecord]:
    is_told, last = False, 0
    purpose = data = ""
    for found in _SDK.finditer(sentence):
        start, name = found.start("name"), found["name"]
        while lead := FIRST_WORDS.match(name):
            start, name = start + lead.end(), name[lead.end() :]
        before, after = sentence[:start], sentence[found.end() :]
        between = sentence[last:start].removesuffix("the ").removesuffix("a ")
        is_joined = is_told and JOINED.fullmatch(between) is not None
        behind = words.used_for.match(after) if is_told and words.uses_also.search(between) else None
        last = found.end()
        if not is_known(name, words) or words.no_party.fullmatch(name):
            is_told = False
            continue
        if behind is not None:
            purpose, data = behind["use"].rstrip("."), ""
        elif not is_joined:
            told = _told(sentence, before, after, words)
            is_told = told is not None
            purpose, data = told or ("", "")
        if is_told:
            yield _record(f"{name} SDK", at + start, purpose, data)


def _told(sentence: str, before: str, after: str, words: PartyWords) -> tuple[str, str] | None:
    """What for and what a sentence says of the SDK that it names between two parts; None where it says neither."""
    if words.denied_first.search(before):
        return None  # "No data is shared with the Egret SDK"
    after = _FURTHER.sub("", after)
    taken = words.sdk_may_take.match(after) if _SUBJECT.fullmatch(before) else None
    if taken is not None:
        said = said_in(f"collects {taken['rest']}", 0, words)
        return said.purpose, said.data
    said = said_in(sentence, 0, words)
    if through := words.through_sdk.search(before):
        behind = words.used_for.match(after)
        label = before.partition(": ")[0] if ": " in before else ""
        use = said.purpose or (behind["use"] if behind else "" if words.data.search(label) else label)
        data = said_in(before[: through.start("by")], 0, words).data
        return use.rstrip(".")[:_LONGEST_USE], data or (label if words.data.search(label) else "")
    if words.uses_sdk.search(before) and words.users_choice.search(before) is None:
        does = None if said.data else words.does_what.match(after)
        use = said.purpose or (f"{does['verb']} {does['rest']}" if does else "")
        is_said = bool(use or said.data) or words.purpose.search(f"{before} {after}") is not None
        return (use.rstrip(".")[:_LONGEST_USE], said.data) if is_said else None
    return None


def _record(name: str, start: int, purpose: str, data: str) -> PartyRecord:
    fields = {"name": name, "purpose": plain(purpose), "data": plain(data)}
    return PartyRecord(fields=fields, start=start, end=start + len(name), is_called_party=True, layout="prose")
