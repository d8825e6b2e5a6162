"""What Chinese uses say is taken, in brackets or a sentence behind them: "崩溃报告（仅收集设备型号）"."""

from __future__ import annotations

from collections.abc import Sequence

from appaudit.lexicon.parties import PartyWords
from appaudit.lexicon.traditional import to_simplified
from appaudit.records.record import PartyRecord
from appaudit.records.wording.sentences import refuses
from appaudit.records.wording.values import plain

#: The longest use that is looked through, in characters.
_LONGEST = 400


#: What may stand behind the verb of getting something that is none.
_ANYTHING = frozenset({"got", "en_got"})


def take_data_told(records: Sequence[PartyRecord], words: PartyWords) -> None:
    """Part what is taken or sent from what it is for, and give it to records that say it nowhere else."""
    for record in records:
        use = record.value("purpose").strip()
        if not 0 < len(use) <= _LONGEST:
            continue
        found = words.use_tells_data.search(to_simplified(use))
        if found is None or not found.start() or refuses(found.group(), words):
            continue
        group = next(key for key, value in found.groupdict().items() if value)
        data = plain(use[found.start(group) : found.end(group)])
        if words.vague_data.fullmatch(data):
            record.fields["purpose"] = plain(use[: found.start()])  # "您的数据将用于…" names none
            continue
        forms = (words.data_words, words.data, words.told_item)
        if group in _ANYTHING and not any(form.search(to_simplified(data)) for form in forms):
            continue  # "（使用白鹭云）" says where it runs
        record.set("data", data)
        record.fields["purpose"] = plain(use[: found.start()])
