"""What a policy lacks, drafted: clauses with the app's own data filled in, the table of SDKs, and the two lists.

Only what findings say is missing or weak is drafted. A clause is the template of the rule's remedy; what the audit
knows (data read, permissions, SDKs with operator, purpose and page) stands in it, everything else is a marked blank.
Nothing is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.finding import Finding
from appaudit.model.record import record
from appaudit.model.report import Report
from appaudit.report.draft_lists import DraftList, Drafts
from appaudit.report.renderers.speaker import Speaker

B = Bilingual

#: The template inside a remedy, as the rules write it.
_TEMPLATE: Final = {"zh": re.compile(r"模板：“(.+?)”"), "en": re.compile(r"Template: “(.+?)”")}
_BLANK: Final = {"zh": re.compile(r"【([^】]+)】"), "en": re.compile(r"\[([^\]]+)\]")}
#: Blanks that are filled where the finding is about such a thing, in lower case.
_DATA: Final = ("信息", "逐项", "information", "each item")
_PERMISSION: Final = ("权限", "权限名称", "permission")
_TO_FILL: Final = B("【请填写：{name}】", "[to fill in: {name}]")
_TO_CHECK: Final = B("【请核对】", " [to check]")
_WORDS: Final = {
    "title": B("隐私政策补充稿", "Draft of what the policy lacks"),
    "note": B(
        "本稿由 appaudit 依据静态审计起草，只含缺少或写得不够的内容，供业务与法务编辑；不是法律意见。",
        "Drafted by appaudit from a static audit: only what is missing or too weak, to be edited by product and legal. "
        "It is not legal advice.",
    ),
    "blanks": B(
        "“【请填写：…】”处审计无法得知；已填入的内容来自对安装包和所提供文件的读取，“【请核对】”处为参考写法，"
        "均须核对是否符合实际功能。",
        "What stands as [to fill in: …] the audit cannot know. What is filled in was read from the package and the "
        "documents, [to check] marks a wording to start from; both must be checked against what the app really does.",
    ),
    "unseen": B(
        "有内容未能读取（{count} 条规则无法得出结论），本稿可能不完整。",
        "Parts could not be read (rules that could not be decided: {count}); the draft may be incomplete.",
    ),
    "lists_note": B("", "Users in China are shown the two lists in Chinese: draft them with --lang zh."),
    "clauses": B("一、需要补充或修改的条款", "1. Clauses to add or to change"),
    "no_clauses": B("没有需要补充的条款。", "No clause is missing."),
    "sdks": B("二、第三方SDK清单（补全后）", "2. Table of third-party SDKs, completed"),
    "sdks_note": B(
        "标有“【新增】”的SDK在应用中检出，而所提供的文件没有写明。",
        "SDKs marked [new] were found in the app and are in none of the documents.",
    ),
    "new": B("【新增】", "[new] "),
    "lists": B("三、个人信息双清单", "3. The two lists"),
    "see": B("见第二节“第三方SDK清单（补全后）”。", "See the table of section 2."),
    "why": B("审计发现", "Findings"),
    "basis": B("依据", "Basis"),
    "draft": B("草稿", "Draft"),
    "advice": B("写法", "How"),
    "none": B("（没有识别到内容。）", "(Nothing was recognised.)"),
}


@record(kw_only=False)
class DraftClause:
    """A clause to add or change: its name, the findings that ask for it, what they rest on, drafts, and how to."""

    name: str
    why: tuple[str, ...]
    basis: tuple[str, ...]
    drafts: tuple[str, ...]
    advice: str


@record(kw_only=False)
class PolicyDraft:
    """The whole draft; `words` are the headings in its language."""

    title: str
    notes: tuple[str, ...]
    clauses: tuple[DraftClause, ...]
    lists: tuple[DraftList, ...]
    words: Mapping[str, str]


def policy_draft(report: Report, drafts: Drafts, language: Language) -> PolicyDraft:
    """The draft of one app in one language.

    Args:
        report: With its plan, which says what is to be done in the policy.
        drafts: Both lists, drafted.
        language: Of clauses and notes.
    """
    speaker = Speaker(report, language)
    words = {name: speaker.say(text) for name, text in _WORDS.items()}
    notes = [words["note"], words["blanks"], words["lists_note"]]
    if report.inconclusive:
        notes.insert(1, speaker.say(_WORDS["unseen"], count=len(report.inconclusive)))
    app = " ".join(filter(None, (report.artifact.label or report.artifact.package, report.artifact.version_name)))
    return PolicyDraft(
        title=f"{app or report.artifact.path} {words['title']}",
        notes=tuple(filter(None, notes)),
        clauses=tuple(_Clauses(speaker).all()),
        lists=(_completed(report, drafts.shared, words["new"]), drafts.collected),
        words=words,
    )


def _completed(report: Report, shared: DraftList, mark: str) -> DraftList:
    """The list of third parties with the SDKs marked that no document names."""
    undisclosed = [row for row in report.facts.sdks if row.disclosed == "no"]
    new = {name for row in undisclosed for name in (row.name, row.name_en) if name}
    rows = tuple(
        (row[0], f"{mark}{row[1]}" if row[1] in new or row[1].removesuffix("SDK").strip() in new else row[1], *row[2:])
        for row in shared.rows
    )
    return DraftList(shared.title, shared.headings, rows)


class _Clauses:
    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        report = speaker.report
        self._language: Language = speaker.language
        self._labels = {row.name: row.label for row in report.facts.permissions}
        self._data = report.glossary.data_types
        self._owners = {identifier: step.owner for step in report.plan for identifier in (*step.closes, *step.helps)}

    def all(self) -> Iterator[DraftClause]:
        """One for each thing to be written: findings on one clause, or of one rule, together."""
        groups: dict[str, list[tuple[str, Finding]]] = {}
        for item in self._speaker.findings:
            finding = item.finding
            if self._owners.get(finding.id) != "policy":
                continue
            is_clause = finding.subject in self._speaker.report.glossary.clauses
            key = finding.subject if is_clause else finding.rule_id
            groups.setdefault(key, []).append((item.number, finding))
        for found in groups.values():
            yield self.clause(found)

    def clause(self, found: Sequence[tuple[str, Finding]]) -> DraftClause:
        say, names = self._speaker.say, self._speaker.names
        first = found[0][1]
        clauses = self._speaker.report.glossary.clauses
        name = say(clauses[first.subject]) if first.subject in clauses else say(first.title)
        basis = dict.fromkeys(
            f"{say(names.citation(cited.regulation, cited.item))} {say(cited.title)}"
            for _, finding in found
            for cited in finding.basis
        )
        drafts = dict.fromkeys(text for _, finding in found for text in self.drafts(finding))
        advice = dict.fromkeys(self.advice(finding) for _, finding in found)
        return DraftClause(
            name=name,
            why=tuple(f"{number} {say(finding.message)}" for number, finding in found),
            basis=tuple(basis),
            drafts=tuple(drafts),
            advice="\n".join(filter(None, advice)),
        )

    def drafts(self, finding: Finding) -> list[str]:
        """The templates of a remedy with their blanks filled or marked."""
        text = finding.remediation.in_language(self._language)
        return [self.marked(self.filled(found, finding)) for found in _TEMPLATE[self._language].findall(text)]

    def marked(self, text: str) -> str:
        """A wording without a blank names paths and periods that hold only if the app does so."""
        begins = self._speaker.say(_TO_FILL).partition("{")[0]
        return text if begins in text else f"{text}{self._speaker.say(_TO_CHECK)}"

    def advice(self, finding: Finding) -> str:
        """What the remedy says besides its template."""
        text = finding.remediation.in_language(self._language)
        return " ".join(_TEMPLATE[self._language].sub("", text).split())

    def filled(self, template: str, finding: Finding) -> str:
        def value(blank: re.Match[str]) -> str:
            name = blank[1]
            known = self.known(name.casefold(), finding)
            return known or self._speaker.say(_TO_FILL, name=name)

        return _BLANK[self._language].sub(value, template)

    def known(self, blank: str, finding: Finding) -> str:
        """What the audit knows to stand in a blank, empty where it knows nothing."""
        if blank in _DATA and finding.subject in self._data:
            return self._speaker.say(self._data[finding.subject])
        if blank in _PERMISSION and finding.subject in self._labels:
            return self._speaker.say(self._labels[finding.subject])
        return ""
