"""What `appaudit policy` prints: the clause checklist, what is missing first, then what the text names."""

from __future__ import annotations

from collections.abc import Iterator

from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.knowledge import Knowledge
from appaudit.model.report import ClauseRow, PolicySection, ThirdPartyRow
from appaudit.report.renderers import words
from appaudit.report.renderers.plain import safe_line, shortened

_QUOTE_WIDTH = 100
_TEXTS = {
    "characters": Bilingual("{count} 字", "{count} characters"),
    "clauses": Bilingual("条款", "Clauses"),
    "data": Bilingual("提到的个人信息", "Data that it names"),
    "denied": Bilingual("称不收集的个人信息", "Data that it says it does not collect"),
    "acts": Bilingual("收集、使用与提供的句子", "Sentences on collecting, using or passing on"),
    "third_parties": Bilingual("第三方", "Third parties"),
}


def render(policy: PolicySection, knowledge: Knowledge, language: Language) -> str:
    """The text, a paragraph for each kind of thing; quotes are cut to fit a line."""
    return "\n\n".join("\n".join(lines) for lines in _Text(policy, knowledge, language).paragraphs() if lines) + "\n"


class _Text:
    def __init__(self, policy: PolicySection, knowledge: Knowledge, language: Language) -> None:
        self._policy = policy
        self._knowledge = knowledge
        self._language = language

    def paragraphs(self) -> Iterator[list[str]]:
        yield list(self._documents())
        yield list(self._clauses())
        yield [f"{self._say('acts')} ({len(self._policy.statements)})" + self._acts()]
        named = dict.fromkeys(item.id for item in self._policy.data_types if item.polarity != "deny")
        denied = dict.fromkeys(item.id for item in self._policy.data_types if item.polarity == "deny")
        for key, ids in (("data", named), ("denied", denied)):
            names = [self._in(self._knowledge.data_types[one].name) for one in ids if one in self._knowledge.data_types]
            yield [f"{self._say(key)} ({len(names)}): {self._listed(names)}"] if names else []
        parties = self._policy.third_parties
        yield [f"{self._say('third_parties')} ({len(parties)})", *map(self._third_party, parties)] if parties else []

    def _documents(self) -> Iterator[str]:
        for document in self._policy.documents:
            size = self._say("characters").format(count=f"{len(document.text):,}")
            yield f"{safe_line(document.name)}  {size}"

    def _clauses(self) -> Iterator[str]:
        rows = self._policy.clauses
        counts = [
            f"{self._in(words.CLAUSE_STATUS[status])} {sum(row.status == status for row in rows.values())}"
            for status in words.CLAUSE_STATUS_ORDER
            if any(row.status == status for row in rows.values())
        ]
        yield f"{self._say('clauses')} ({' · '.join(counts)})"
        order = words.CLAUSE_STATUS_ORDER
        for clause_id, row in sorted(rows.items(), key=lambda item: order.index(item[1].status)):
            yield self._clause(clause_id, row)

    def _clause(self, clause_id: str, row: ClauseRow) -> str:
        name = self._in(self._knowledge.clauses[clause_id].name)
        quote = f"  “{shortened(safe_line(row.quotes[0].text), _QUOTE_WIDTH)}”" if row.quotes else ""
        if row.doubts:
            sentence = shortened(safe_line(row.doubts[0].text), _QUOTE_WIDTH)
            quote = f"  {self._in(words.DOUBTED.format(sentence=sentence))}"
        return f"  [{self._in(words.CLAUSE_STATUS[row.status])}] {name}{quote}"

    def _acts(self) -> str:
        acts = [f"{row.action}.{row.polarity}" for row in self._policy.statements]
        counts = [f"{self._in(name)} {acts.count(act)}" for act, name in words.ACT.items() if act in acts]
        return f": {self._listed(counts)}" if counts else ""

    def _third_party(self, party: ThirdPartyRow) -> str:
        parts = [party.name, party.company, party.purpose, self._listed(list(party.data)), party.link]
        return "  " + "  ".join(shortened(safe_line(part), _QUOTE_WIDTH) for part in parts if part)

    def _listed(self, texts: list[str]) -> str:
        return ("、" if self._language == "zh" else ", ").join(texts)

    def _say(self, key: str) -> str:
        return self._in(_TEXTS[key])

    def _in(self, text: Bilingual) -> str:
        return text.in_language(self._language)
