"""The words of a comparison in both languages, and its lines in the order in which people read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from appaudit.comparison.compare import UNSEEN
from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.comparison import TABLES, Change, Comparison, Passage, Side
from appaudit.model.finding import Finding
from appaudit.model.record import record
from appaudit.model.words import PassageState, PieceKind
from appaudit.report.renderers import words
from appaudit.report.renderers.plain import safe_line, shortened
from appaudit.report.renderers.speaker import THIS_COMPARISON, Voice, no_advice
from appaudit.report.renderers.verdict_words import DECISION, VERDICT, decided

_WIDEST: Final = 120
HEADINGS: Final = {
    "documents": Bilingual("文件", "Documents"),
    "sdks": Bilingual("应用中的SDK", "SDKs in the app"),
    "permissions": Bilingual("权限", "Permissions"),
    "data_access": Bilingual("个人信息读取", "Access to personal data"),
    "declared_sdks": Bilingual("SDK清单", "SDK list"),
    "clauses": Bilingual("隐私政策条款", "Policy clauses"),
    "data_types": Bilingual("政策写明的个人信息", "Data that the policy names"),
    "third_parties": Bilingual("政策写明的第三方", "Third parties in the policy"),
    "regulations": Bilingual("法规条目", "Regulation items"),
    "verdicts": Bilingual("裁决", "Verdicts"),
    "wording": Bilingual("政策文字的修订", "Redline of the policy"),
    "findings": Bilingual("变更本身的发现", "Findings about the change"),
    "new_findings": Bilingual("新出现的发现", "New findings"),
    "changed_findings": Bilingual("级别或结论有变的发现", "Findings of another grade"),
    "gone_findings": Bilingual("不再出现的发现", "Findings that are gone"),
    "undecided": Bilingual("这次无法判断的原有发现", "Earlier findings that could not be decided this time"),
}
DIRECTIONS: Final = {
    "added": Bilingual("新增", "Added"),
    "changed": Bilingual("变化", "Changed"),
    "removed": Bilingual("移除", "Removed"),
}
#: What became of a paragraph; `where` is a section or a paragraph's number.
_PASSAGES: Final = {
    "changed": Bilingual("修改", "Changed"),
    "added": Bilingual("新增", "Added"),
    "removed": Bilingual("删除", "Removed"),
    "moved_here": Bilingual("自原第{old}段移来", "Moved here from paragraph {old}"),
    "moved_away": Bilingual("移至现第{new}段", "Moved to paragraph {new}"),
}
_FROM_SECTION: Final = Bilingual("{what}（原在“{section}”下）", "{what} (was under “{section}”)")
_SAME_PASSAGES: Final = Bilingual("{count} 段未改动", "{count} unchanged paragraphs")
_ONE_SAME_PASSAGE: Final = Bilingual("1 段未改动", "1 unchanged paragraph")
_UNREAD: Final = {
    "old": Bilingual("旧版本有内容未能读取：{what}", "Not all of the old version could be read: {what}"),
    "new": Bilingual("新版本有内容未能读取：{what}", "Not all of the new version could be read: {what}"),
}
_UNSEEN: Final = Bilingual("未能读取，无法判断", "not known, as not all could be read")
NOTHING: Final = Bilingual("没有变化。", "Nothing changed.")
SAME: Final = Bilingual("两个版本都有的发现：{count}", "Findings that both versions have: {count}")
OTHER_RULES: Final = Bilingual(
    "两份报告使用的规则或依据日期不同，新增或消失的发现可能来自规则变化。",
    "The two reports were made with other rules or another date: findings may have come or gone with the rules.",
)
OTHER_APP: Final = Bilingual(
    "两个包名不同，可能不是同一个应用。", "The package names differ: these may not be the same app."
)
NOTE: Final = no_advice(THIS_COMPARISON)
_TOKENS: Final = {
    "disclosed": Bilingual("已披露", "disclosed"),
    "undisclosed": Bilingual("未披露", "not disclosed"),
    "disclosure_unknown": Bilingual("披露情况未知", "disclosure unknown"),
    "used": Bilingual("代码使用", "used by code"),
    "unused": Bilingual("代码未使用", "not used by code"),
    "use_unknown": Bilingual("是否使用未知", "use unknown"),
    "pre_consent": Bilingual("启动时读取，未见同意判断", "at launch without a consent check"),
    "guarded": Bilingual("启动时读取，有同意判断", "at launch behind a consent check"),
    "other": Bilingual("其他时机读取", "at other times"),
    "dead": Bilingual("仅在未被调用的代码中", "only in code that is not reached"),
    "unknown": Bilingual("未知", "unknown"),
    "named": Bilingual("已写明", "named"),
    "affirm": Bilingual("写明", "affirmed:"),
    "deny": Bilingual("否认", "denied:"),
    "collect": Bilingual("收集", "collect"),
    "use": Bilingual("使用", "use"),
    "share": Bilingual("共享", "share"),
    "store": Bilingual("存储", "store"),
}
_BY_TABLE: Final = {"clauses": words.CLAUSE_STATUS, "regulations": words.ITEM_STATUS, "verdicts": DECISION}


@record(kw_only=False)
class Line:
    """A change as people read it: direction (`added`, `changed`, `removed`), what, and its state before and after."""

    direction: str
    name: str
    id: str
    before: str
    after: str


@record(kw_only=False)
class Paragraph:
    """A passage as people read it: what became of it, its number, and its pieces (kind and text)."""

    state: PassageState
    label: str
    number: int
    is_heading: bool
    pieces: tuple[tuple[PieceKind, str], ...]


@record(kw_only=False)
class Stretch:
    """Neighbouring paragraphs of a redline: changed ones under their heading, or unchanged ones under their number."""

    is_changed: bool
    title: str
    paragraphs: list[Paragraph]


class Phrases(Voice):
    """A comparison in one language; every text is on one line and free of control characters."""

    def __init__(self, comparison: Comparison, language: Language) -> None:
        super().__init__(language)
        self.comparison = comparison

    def heading(self, name: str) -> str:
        """The heading of a table or of a list of findings."""
        return self.say(HEADINGS[name])

    def tables(self) -> Iterator[tuple[str, list[Line]]]:
        """The tables that have anything, each with its heading."""
        for name in TABLES:
            changes: tuple[Change, ...] = getattr(self.comparison, name)
            if changes and name == "regulations":
                yield self.heading(name), self._items(changes)
            elif changes:
                yield self.heading(name), [self._line(name, change) for change in changes]

    def redline(self) -> list[Stretch]:
        """The whole policy, changed stretches and unchanged ones in turn."""
        groups = groupby(self.comparison.wording, key=lambda passage: (passage.state != "same", passage.section))
        stretches: list[Stretch] = []
        for (is_changed, section), passages in groups:
            paragraphs = [self._paragraph(passage) for passage in passages]
            if not is_changed and stretches and not stretches[-1].is_changed:
                stretches[-1].paragraphs.extend(paragraphs)
            else:
                stretches.append(Stretch(is_changed, safe_line(section) if is_changed else "", paragraphs))
        return [stretch if stretch.is_changed else self._counted(stretch) for stretch in stretches]

    def changed_paragraphs(self) -> int:
        """How many paragraphs are not what they were."""
        return sum(passage.state != "same" for passage in self.comparison.wording)

    def _counted(self, stretch: Stretch) -> Stretch:
        count = len(stretch.paragraphs)
        return replace(stretch, title=self.say(_ONE_SAME_PASSAGE if count == 1 else _SAME_PASSAGES, count=count))

    def _paragraph(self, passage: Passage) -> Paragraph:
        label = ""
        if passage.state != "same":
            label = self.say(_PASSAGES[passage.state], old=passage.old_number, new=passage.new_number)
        if passage.moved_from and passage.moved_from != passage.section:
            label = self.say(_FROM_SECTION, what=label, section=safe_line(passage.moved_from))
        number = passage.old_number if passage.state in ("removed", "moved_away") else passage.new_number
        pieces = tuple((piece.kind, safe_line(piece.text)) for piece in passage.pieces)
        return Paragraph(passage.state, label, number, passage.is_heading, pieces)

    def side(self, side: Side) -> str:
        """One of the two as people call it."""
        return safe_line("  ".join(filter(None, (side.label, side.package or side.name, side.version))))

    def notes(self) -> list[str]:
        """What a reader must know before comparing."""
        old, new = self.comparison.old, self.comparison.new
        notes = [self.say(_UNREAD[item.side], what=safe_line(self.say(item.what))) for item in self.comparison.unread]
        if old.package and new.package and old.package != new.package:
            notes.append(self.say(OTHER_APP))
        if (old.rules_digest, old.as_of) != (new.rules_digest, new.as_of):
            notes.append(self.say(OTHER_RULES))
        return notes

    def is_empty(self) -> bool:
        """Whether nothing changed at all."""
        return not any(getattr(self.comparison, name) for name in HEADINGS)

    def finding(self, finding: Finding) -> tuple[str, str, str, str]:
        """Severity, status, title, subject."""
        return (
            self.named(words.SEVERITY, finding.severity),
            self.named(words.STATUS, finding.status),
            safe_line(self.say(finding.title)),
            safe_line(finding.subject),
        )

    def subject(self, finding: Finding) -> str:
        """What a finding is about, by its name where it has one."""
        name = self.comparison.subjects.get(finding.subject)
        return safe_line(self.say(name) if name else finding.subject)

    def decided(self, finding: Finding) -> str:
        """What people decided about a finding, who, when and why; empty where nobody did."""
        if finding.verdict is None:
            return ""
        said = decided(finding.verdict)
        return safe_line(self.say(Bilingual(f"{VERDICT.zh}：{said.zh}", f"{VERDICT.en}: {said.en}")))

    def text(self, text: Bilingual) -> str:
        """A text of a rule with the values of a finding in it."""
        return safe_line(self.say(text))

    def grades(self, severity: str, status: str) -> str:
        """Severity and status as one text."""
        return f"{self.named(words.SEVERITY, severity)} · {self.named(words.STATUS, status)}"

    def _items(self, changes: Sequence[Change]) -> list[Line]:
        """Items of a regulation that changed alike are one line: a bad release changes dozens."""
        groups: dict[tuple[str, str, str], list[Change]] = {}
        for change in changes:
            groups.setdefault((change.id.partition(" ")[0], change.before, change.after), []).append(change)
        lines = []
        for (regulation, before, after), group in groups.items():
            items = ", ".join(change.id.partition(" ")[2] for change in group)
            states = (self._state("regulations", before), self._state("regulations", after))
            lines.append(Line(group[0].direction, f"{regulation} {items}", f"{regulation} {items}", *states))
        return lines

    def _line(self, table: str, change: Change) -> Line:
        return Line(
            direction=change.direction,
            name=safe_line(self.say(change.name)),
            id=safe_line(change.id),
            before=self._state(table, change.before),
            after=self._state(table, change.after),
        )

    def _state(self, table: str, state: str) -> str:
        if state == UNSEEN:
            return self.say(_UNSEEN)
        known = _BY_TABLE.get(table)
        if known is not None:
            return self.named(known, state) if state else ""
        if table not in _OF_WORDS:
            return shortened(safe_line(self.named(_TOKENS, state) if state else ""), _WIDEST)
        separator = _OF_WORDS[table]
        groups = [separator.join(self.named(_TOKENS, word) for word in group.split(" ")) for group in state.split(", ")]
        return shortened(safe_line(", ".join(groups)), _WIDEST) if state else ""


#: Tables whose states are several words of ours, and what stands between the words when shown.
_OF_WORDS: Final = {"sdks": ", ", "permissions": ", ", "data_types": " "}
