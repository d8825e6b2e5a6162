"""The two lists of 工信部信管函〔2021〕292号, drafted from what was found in an app.

The drafts are to be edited: what static analysis cannot know is marked, and what it merely suggests is marked, too.
Users in China read them in Chinese; English is for those who edit them, and for other markets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import Final

from appaudit.model.artifact import Artifact
from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.coverage import CODE_KINDS, Coverage, CoverageLevel
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.derived import DataAccessFact, SdkFact
from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.model.facts.package import PermissionFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.method_names import plain
from appaudit.model.record import record
from appaudit.report.renderers.speaker import Voice

B = Bilingual

FILL_IN = "【请填写】"
CHECK = "【请核对】"
COLLECTED_TITLE = "已收集个人信息清单"
_WORDS: Final = {
    "fill_in": B(FILL_IN, "[to fill in]"),
    "check": B(CHECK, " [to check]"),
    "shared": B("与第三方共享个人信息清单", "Third parties and shared data"),
    "collected": B(COLLECTED_TITLE, "Personal data collected"),
    "comma": B("、", ", "),
    "semicolon": B("；", "; "),
    "by_sdk": B("SDK本机采集", "on the device, by the SDK"),
    "signals": B("识别依据：{signals}", "recognised by: {signals}"),
    "added": B("代码会读取而原清单未写，已补入：{data}", "read by the code and not in the list, now added: {data}"),
    "may_collect": B("提供方公开说明还可能收集：{data}", "its vendor says that it may collect, too: {data}"),
    "from_vendor_ordered": B(
        "个人信息类型取自提供方公开说明，代码读取的排在前面",
        "data from what its vendor says, what the code reads first",
    ),
    "from_vendor": B(
        "个人信息类型取自提供方公开说明，代码中没有看到", "data from what its vendor says, not seen in the code"
    ),
    "weak": B("识别依据较弱，请确认是否确有此SDK", "weak evidence: confirm that the SDK is in the app"),
    "own": B("应用自身", "the app itself"),
    "no_permission": B("无需权限", "none needed"),
    "read_at": B("读取位置：{places}", "read in: {places}"),
    "more": B("等{count}处", " and more ({count} in all)"),
    "heading": B("：个人信息双清单（草稿）", ": the two lists of personal data (draft)"),
    "none": B("（没有识别到内容。）", "(Nothing was recognised.)"),
    "notes": B("说明", "Notes"),
    "no_code": B(
        "注意：没有读到应用代码，清单可能不完整。", "The code of the app was not read: the lists may be incomplete."
    ),
    "part_of_code": B(
        "注意：有部分代码没有读到，清单可能不完整。", "Parts of the code were not read: the lists may be incomplete."
    ),
}
_NOTES: Final = (
    B(
        "本清单由 appaudit 依据静态分析起草，供编辑使用，发布前须由业务、法务逐项核对。",
        "Drafted by appaudit from static analysis, to be edited: product and legal check every row before publication.",
    ),
    B(
        f"{FILL_IN}处静态分析无法得知；{CHECK}处为参考写法或提供方的公开说明，须按实际功能和所用版本修改。",
        "Static analysis cannot know what stands as [to fill in]; [to check] marks a wording to start from or what the "
        "vendor says, to be changed to what the app and the version in use really do.",
    ),
    B(
        "用户主动填写或上传的信息（手机号、姓名、照片等）以及服务器端的共享，静态分析看不到，须自行补充。",
        "What users enter or upload (number, name, photos) and what servers share is not seen and must be added.",
    ),
    B(
        "两份清单应在应用的二级菜单中提供（工信部信管函〔2021〕292号）。",
        "Both lists belong into a second-level menu of the app (MIIT 292 of 2021), in Chinese for users in China "
        "(--lang zh).",
    ),
)
_SHARED_HEADINGS: Final = (
    B("序号", "No."),
    B("SDK名称", "SDK"),
    B("第三方公司名称", "Company"),
    B("使用目的", "Purpose"),
    B("使用场景", "Situation"),
    B("收集的个人信息类型", "Personal data"),
    B("收集方式", "How"),
    B("隐私政策链接", "Privacy policy"),
    B("核对提示", "To check"),
)
_COLLECTED_HEADINGS: Final = (
    B("序号", "No."),
    B("个人信息种类", "Personal data"),
    B("使用目的", "Purpose"),
    B("使用场景", "Situation"),
    B("收集主体", "Collected by"),
    B("相关权限", "Permission"),
    B("核对提示", "To check"),
)
#: Signals that a hint names.
_SIGNALS = 2
_CALLERS = 2


@record(kw_only=False)
class DraftList:
    """One list: its title, its column headings and its rows of the same length."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@record(kw_only=False)
class Drafts:
    """Both lists of an app, with notes on what they do not cover."""

    title: str
    none: str
    notes_title: str
    app: str
    notes: tuple[str, ...]
    shared: DraftList
    collected: DraftList


def draft_lists(
    artifact: Artifact, facts: FactSet, coverage: Coverage, knowledge: Knowledge, language: Language = "zh"
) -> Drafts:
    """Draft both lists from facts; nothing is left out that the facts hold, and nothing is made up."""
    accesses = [
        fact
        for fact in facts.of(DataAccessFact)
        if fact.certain and fact.phase != "dead" and fact.permitted != "no" and fact.party_kind != "library"
    ]
    words = _Words(language)
    shared = _Shared(facts, knowledge, accesses, words)
    collected = _Collected(facts, knowledge, accesses, words)
    app = " ".join(part for part in (artifact.label, artifact.package, artifact.version_name) if part)
    return Drafts(
        title=f"{app or artifact.path}{words('heading')}",
        none=words("none"),
        notes_title=words("notes"),
        app=app or artifact.path,
        notes=_notes(coverage, words),
        shared=DraftList(
            words("shared"), tuple(map(words.say, _SHARED_HEADINGS)), _numbered(map(shared.row, shared.sdks))
        ),
        collected=DraftList(
            words("collected"), tuple(map(words.say, _COLLECTED_HEADINGS)), _numbered(collected.rows())
        ),
    )


class _Words(Voice):
    """The words of a draft in its language."""

    def __call__(self, name: str, **values: object) -> str:
        return self.say(_WORDS[name], **values)

    def listed(self, parts: Iterable[str]) -> str:
        """Names in a row."""
        return self("comma").join(parts)

    def sdk(self, sdk: SdkFact) -> str:
        """What an SDK is called, with the word SDK."""
        name = sdk.name if self.language == "zh" else sdk.name_en or sdk.name
        return name if name.upper().endswith("SDK") else f"{name}SDK" if self.language == "zh" else f"{name} SDK"


def _numbered(rows: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple((str(number), *row) for number, row in enumerate(rows, 1))


def _notes(coverage: Coverage, words: _Words) -> tuple[str, ...]:
    notes = [words.say(note) for note in _NOTES]
    level = min(coverage.level(kind) for kind in CODE_KINDS)
    if level is not CoverageLevel.COMPLETE:
        notes.insert(1, words("no_code" if level is CoverageLevel.NONE else "part_of_code"))
    return tuple(notes)


class _Shared:
    """Rows of the list of third parties, one for each SDK that collects anything."""

    def __init__(self, facts: FactSet, knowledge: Knowledge, accesses: Sequence[DataAccessFact], words: _Words) -> None:
        self._knowledge = knowledge
        self._accesses = accesses
        self._words = words
        self._declared: dict[str, list[DeclaredSdkFact]] = {}
        for fact in facts.of(DeclaredSdkFact):
            if fact.sdk_id:
                self._declared.setdefault(fact.sdk_id, []).append(fact)
        held = (fact for fact in facts.of(SdkFact) if fact.collects_data and not fact.left_over)
        self.sdks = sorted(held, key=lambda f: (f.category, f.id))

    def row(self, sdk: SdkFact) -> tuple[str, ...]:
        """All cells but the number; what the documents already say is kept."""
        signature = self._knowledge.sdks.get(sdk.id)
        category = self._knowledge.sdk_categories.get(sdk.category)
        url = signature.privacy_url if signature else ""
        words = self._words
        purpose = words.say(category.purpose) if category else ""
        scene = words.say(category.scene) if category else ""
        data, hints = self._data(sdk)
        signals = words("signals", signals=words.listed(signal.text for signal in sdk.signals[:_SIGNALS]))
        weak = () if sdk.confidence == "high" else (words("weak"),)
        return (
            words.sdk(sdk),
            self._said(sdk.id, "company") or sdk.vendor or words("fill_in"),
            self._said(sdk.id, "purpose") or (f"{purpose}{words('check')}" if purpose else words("fill_in")),
            f"{scene}{words('check')}" if scene else words("fill_in"),
            data,
            words("by_sdk"),
            self._said(sdk.id, "link") or url or words("fill_in"),
            words("semicolon").join((*hints, signals, *weak)),
        )

    def _said(self, sdk_id: str, attribute: str) -> str:
        return next((value for fact in self._declared.get(sdk_id, ()) if (value := str(getattr(fact, attribute)))), "")

    def _data(self, sdk: SdkFact) -> tuple[str, list[str]]:
        """The cell of data types, and what must be checked about it."""
        known = self._knowledge
        rows = self._declared.get(sdk.id, ())
        said = list(dict.fromkeys(text for fact in rows for text in fact.data))
        named = {data_type for fact in rows for data_type in fact.data_types}
        read = list(dict.fromkeys(fact.data_type for fact in self._accesses if fact.party == sdk.id))
        new = [name for name in read if not any(known.discloses(other, name) for other in named)]
        documented = [
            name for name in sdk.collects if name not in read and not any(known.discloses(o, name) for o in named)
        ]
        words = self._words
        cell = words.listed(said + [self._name(name) for name in new])
        if documented and not said:
            added = words.listed(map(self._name, documented))
            cell += (words("comma") if cell else "") + added + words("check")
        hints = []
        if said and new:
            hints.append(words("added", data=words.listed(map(self._name, new))))
        if said and documented:
            hints.append(words("may_collect", data=words.listed(map(self._name, documented))))
        if not said and documented:
            hints.append(words("from_vendor_ordered" if new else "from_vendor"))
        return cell or words("fill_in"), hints

    def _name(self, data_type: str) -> str:
        node = self._knowledge.data_types.get(data_type)
        return self._words.say(node.name) if node else data_type


@record(kw_only=False, frozen=False)
class _Reads:
    """What is known of one data type."""

    is_own: bool = False
    parties: dict[str, None] = field(default_factory=dict)
    callers: dict[str, None] = field(default_factory=dict)


class _Collected:
    """Rows of the list of data, one for each type that code of the app or of an SDK reads, the app's own first."""

    def __init__(self, facts: FactSet, knowledge: Knowledge, accesses: Sequence[DataAccessFact], words: _Words) -> None:
        self._knowledge = knowledge
        self._words = words
        self._held = {fact.name for fact in facts.of(PermissionFact)}
        self._found: dict[str, _Reads] = {}
        for fact in accesses:
            entry = self._found.setdefault(fact.data_type, _Reads())
            sdk = knowledge.sdks.get(fact.party)
            entry.is_own = entry.is_own or sdk is None
            entry.parties.setdefault(words.say(sdk.name) if sdk else words("own"))
            entry.callers.setdefault(plain(fact.caller))

    def rows(self) -> list[tuple[str, ...]]:
        """All cells but the numbers."""
        found = sorted(self._found.items(), key=lambda item: (not item[1].is_own, item[0]))
        return [self._row(data_type, entry) for data_type, entry in found]

    def _row(self, data_type: str, entry: _Reads) -> tuple[str, ...]:
        words, node = self._words, self._knowledge.data_types.get(data_type)
        gates = []
        for info in self._knowledge.permissions.values():
            if data_type in info.data and info.name in self._held:
                short = info.name.removeprefix("android.permission.")
                gates.append(f"{info.label.zh}（{short}）" if words.language == "zh" else f"{info.label.en} ({short})")
        callers = list(entry.callers)
        more = words("more", count=len(callers)) if len(callers) > _CALLERS else ""
        return (
            words.say(node.name) if node else data_type,
            words("fill_in"),
            words("fill_in"),
            words.listed(entry.parties),
            words.listed(gates) or words("no_permission"),
            words("read_at", places=f"{words.listed(callers[:_CALLERS])}{more}"),
        )


def as_markdown(drafts: Drafts) -> str:
    """Both lists as Markdown tables."""
    lines = [f"# {_cell(drafts.title)}", "", *(f"> {note}" for note in drafts.notes), ""]
    for table in (drafts.shared, drafts.collected):
        lines += [f"## {table.title}", "", _line(table.headings), _line(["---"] * len(table.headings))]
        lines += [_line(map(_cell, row)) for row in table.rows]
        if not table.rows:
            lines += ["", drafts.none]
        lines.append("")
    return "\n".join(lines)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """A text that stays in its cell and starts no markup; names in packages are somebody else's."""
    flat = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return flat.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("`", "\\`")
