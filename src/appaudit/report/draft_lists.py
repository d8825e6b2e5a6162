"""The two lists of 工信部信管函〔2021〕292号, drafted in Chinese from what was found in an app.

The drafts are to be edited: what static analysis cannot know is marked, and what it merely suggests is marked, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field

from appaudit.model.artifact import Artifact
from appaudit.model.coverage import CODE_KINDS, Coverage, CoverageLevel
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.derived import DataAccessFact, SdkFact
from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.model.facts.package import PermissionFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.method_names import plain
from appaudit.model.record import record

FILL_IN = "【请填写】"
CHECK = "【请核对】"
SHARED_TITLE = "与第三方共享个人信息清单"
COLLECTED_TITLE = "已收集个人信息清单"
SHARED_HEADINGS = (
    "序号",
    "SDK名称",
    "第三方公司名称",
    "使用目的",
    "使用场景",
    "收集的个人信息类型",
    "收集方式",
    "隐私政策链接",
    "核对提示",
)
COLLECTED_HEADINGS = ("序号", "个人信息种类", "使用目的", "使用场景", "收集主体", "相关权限", "核对提示")
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

    app: str
    notes: tuple[str, ...]
    shared: DraftList
    collected: DraftList


def draft_lists(artifact: Artifact, facts: FactSet, coverage: Coverage, knowledge: Knowledge) -> Drafts:
    """Draft both lists from facts; nothing is left out that the facts hold, and nothing is made up."""
    accesses = [
        fact
        for fact in facts.of(DataAccessFact)
        if fact.certain and fact.phase != "dead" and fact.permitted != "no" and fact.party_kind != "library"
    ]
    shared = _Shared(facts, knowledge, accesses)
    return Drafts(
        app=" ".join(part for part in (artifact.label, artifact.package, artifact.version_name) if part)
        or artifact.path,
        notes=_notes(coverage),
        shared=DraftList(SHARED_TITLE, SHARED_HEADINGS, _numbered(map(shared.row, shared.sdks))),
        collected=DraftList(COLLECTED_TITLE, COLLECTED_HEADINGS, _numbered(_collected(facts, knowledge, accesses))),
    )


def _numbered(rows: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple((str(number), *row) for number, row in enumerate(rows, 1))


def _notes(coverage: Coverage) -> tuple[str, ...]:
    notes = [
        "本清单由 appaudit 依据静态分析起草，供编辑使用，发布前须由业务、法务逐项核对。",
        f"{FILL_IN}处静态分析无法得知；{CHECK}处为参考写法或提供方的公开说明，须按实际功能和所用版本修改。",
        "用户主动填写或上传的信息（手机号、姓名、照片等）以及服务器端的共享，静态分析看不到，须自行补充。",
        "两份清单应在应用的二级菜单中提供（工信部信管函〔2021〕292号）。",
    ]
    level = min(coverage.level(kind) for kind in CODE_KINDS)
    if level is not CoverageLevel.COMPLETE:
        words = "没有读到应用代码" if level is CoverageLevel.NONE else "有部分代码没有读到"
        notes.insert(1, f"注意：{words}，清单可能不完整。")
    return tuple(notes)


class _Shared:
    """Rows of the list of third parties, one for each SDK that collects anything."""

    def __init__(self, facts: FactSet, knowledge: Knowledge, accesses: Sequence[DataAccessFact]) -> None:
        self._knowledge = knowledge
        self._accesses = accesses
        self._declared: dict[str, list[DeclaredSdkFact]] = {}
        for fact in facts.of(DeclaredSdkFact):
            if fact.sdk_id:
                self._declared.setdefault(fact.sdk_id, []).append(fact)
        self.sdks = sorted((fact for fact in facts.of(SdkFact) if fact.collects_data), key=lambda f: (f.category, f.id))

    def row(self, sdk: SdkFact) -> tuple[str, ...]:
        """All cells but the number; what the documents already say is kept."""
        signature = self._knowledge.sdks.get(sdk.id)
        category = self._knowledge.sdk_categories.get(sdk.category)
        url = signature.privacy_url if signature else ""
        purpose = category.purpose.zh if category else ""
        scene = category.scene.zh if category else ""
        data, hints = self._data(sdk)
        return (
            sdk.name if sdk.name.upper().endswith("SDK") else f"{sdk.name}SDK",
            self._said(sdk.id, "company") or sdk.vendor or FILL_IN,
            self._said(sdk.id, "purpose") or (f"{purpose}{CHECK}" if purpose else FILL_IN),
            f"{scene}{CHECK}" if scene else FILL_IN,
            data,
            "SDK本机采集",
            self._said(sdk.id, "link") or (f"{url}" if url else FILL_IN),
            "；".join(
                (*hints, f"识别依据：{'、'.join(signal.text for signal in sdk.signals[:_SIGNALS])}", *_confidence(sdk))
            ),
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
        parts = said + [self._name(name) for name in new]
        cell = "、".join(parts)
        if documented and not said:
            cell += ("、" if cell else "") + "、".join(map(self._name, documented)) + CHECK
        hints = []
        if said and new:
            hints.append(f"代码会读取而原清单未写，已补入：{'、'.join(map(self._name, new))}")
        if said and documented:
            hints.append(f"提供方公开说明还可能收集：{'、'.join(map(self._name, documented))}")
        if not said and documented:
            hints.append("个人信息类型取自提供方公开说明" + ("，代码读取的排在前面" if new else "，代码中没有看到"))
        return cell or FILL_IN, hints

    def _name(self, data_type: str) -> str:
        node = self._knowledge.data_types.get(data_type)
        return node.name.zh if node else data_type


def _confidence(sdk: SdkFact) -> tuple[str, ...]:
    return () if sdk.confidence == "high" else ("识别依据较弱，请确认是否确有此SDK",)


@record(kw_only=False, frozen=False)
class _Collected:
    """What is known of one data type."""

    parties: dict[str, None] = field(default_factory=dict)
    callers: dict[str, None] = field(default_factory=dict)


def _collected(facts: FactSet, knowledge: Knowledge, accesses: Sequence[DataAccessFact]) -> list[tuple[str, ...]]:
    """One row for each data type that code of the app or of an SDK reads, the app's own first."""
    held = {fact.name for fact in facts.of(PermissionFact)}
    found: dict[str, _Collected] = {}
    for fact in accesses:
        entry = found.setdefault(fact.data_type, _Collected())
        sdk = knowledge.sdks.get(fact.party)
        entry.parties.setdefault(sdk.name.zh if sdk else "应用自身")
        entry.callers.setdefault(plain(fact.caller))
    rows: list[tuple[str, ...]] = []
    for data_type, entry in sorted(found.items(), key=lambda item: ("应用自身" not in item[1].parties, item[0])):
        node = knowledge.data_types.get(data_type)
        gates = [
            f"{info.label.zh}（{info.name.removeprefix('android.permission.')}）"
            for info in knowledge.permissions.values()
            if data_type in info.data and info.name in held
        ]
        callers = list(entry.callers)
        more = f"等{len(callers)}处" if len(callers) > _CALLERS else ""
        rows.append(
            (
                node.name.zh if node else data_type,
                FILL_IN,
                FILL_IN,
                "、".join(entry.parties),
                "、".join(gates) or "无需权限",
                f"读取位置：{'、'.join(callers[:_CALLERS])}{more}",
            )
        )
    return rows


def as_markdown(drafts: Drafts) -> str:
    """Both lists as Markdown tables."""
    lines = [f"# {_cell(drafts.app)}：个人信息双清单（草稿）", "", *(f"> {note}" for note in drafts.notes), ""]
    for table in (drafts.shared, drafts.collected):
        lines += [f"## {table.title}", "", _line(table.headings), _line(["---"] * len(table.headings))]
        lines += [_line(map(_cell, row)) for row in table.rows]
        if not table.rows:
            lines += ["", "（没有识别到内容。）"]
        lines.append("")
    return "\n".join(lines)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """A text that stays in its cell and starts no markup; names in packages are somebody else's."""
    flat = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return flat.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("`", "\\`")
