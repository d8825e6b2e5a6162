"""The fixed words of the reports in both languages, as regulators and auditors write them.

Only words that a report document does not carry itself; names of rules, data types, clauses and parties come
from its glossary.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.derived import SdkSignal
from appaudit.model.finding import Finding
from appaudit.model.report import RegulationRow, Report
from appaudit.report.renderers.citations import cited_item

if TYPE_CHECKING:
    from appaudit.model.knowledge import Regulation

B = Bilingual  # a table of pairs reads better so

SEVERITY: Final = {
    "critical": B("严重", "Critical"),
    "high": B("高", "High"),
    "medium": B("中", "Medium"),
    "low": B("低", "Low"),
    "info": B("提示", "Info"),
}
STATUS: Final = {
    "violation": B("证据符合所引条款", "Evidence meets the cited text"),
    "suspected": B("疑似，需确认", "Suspected, to be confirmed"),
    "review": B("需人工复核", "Needs human review"),
}
#: What every format calls the report on one app.
REPORT_TITLE: Final = B("应用隐私合规静态审计报告", "App privacy audit by static analysis")
#: What each status means, for the evidence page.
STATUS_MEANING: Final = {
    "violation": B(
        "仅凭静态证据，事实已符合所引条款的描述。是否构成违法由有权机关认定。",
        "The static evidence alone meets the text of the cited item. Whether the law was broken is for the "
        "authority to decide.",
    ),
    "suspected": B(
        "证据较强，但有一点需要人来确认；该点写在发现中。",
        "The evidence is strong, but a person must confirm one thing, which the finding names.",
    ),
    "review": B(
        "静态分析无法得出结论，列出线索供人工判断。",
        "Static analysis cannot decide; the traces are listed for a person to judge.",
    ),
}
NO_FINDING: Final = B(
    "没有发现。{no_match} 条规则没有匹配，{inconclusive} 条无法得出结论，{not_applicable} 条不适用。",
    "No finding. {no_match} rules did not match, {inconclusive} could not be decided, {not_applicable} did not apply.",
)
NONE_LISTED: Final = B(
    "没有列出的发现；另有 {hidden} 项因所选的级别或置信度未列出。",
    "No finding is listed; {hidden} are not listed because of the grades that were chosen.",
)
CONFIDENCE: Final = {
    "high": B("置信度高", "High confidence"),
    "medium": B("置信度中", "Medium confidence"),
    "low": B("置信度低", "Low confidence"),
}
ITEM_STATUS: Final = {
    "fail": B("证据符合", "Evidence meets it"),
    "suspected": B("疑似", "Suspected"),
    "review": B("需复核", "Review"),
    "pass": B("未见问题", "Nothing found"),
    "not_assessable": B("无法静态判断", "Not decidable statically"),
    "input_missing": B("缺少输入", "Input missing"),
}
ITEM_STATUS_ORDER: Final = ("fail", "suspected", "review", "input_missing", "not_assessable", "pass")
CLAUSE_STATUS: Final = {
    "absent": B("没有写明", "Missing"),
    "negated": B("明确不提供", "Denied"),
    "weak": B("写得不够", "Too weak"),
    "unknown": B("未能看到", "Not seen"),
    "present": B("已写明", "Present"),
}
#: Beside a clause that no rule found.
DOUBTED: Final = Bilingual(
    "有一句相近，请人工确认：“{sentence}”", "a sentence reads like it, please confirm: “{sentence}”"
)
CLAUSE_STATUS_ORDER: Final = ("negated", "absent", "weak", "unknown", "present")
#: What a statement says is done: its action and polarity.
ACT: Final = {
    "collect.affirm": B("收集、使用", "Collects or uses"),
    "collect.deny": B("称不收集", "Does not collect"),
    "collect.except": B("除例外外不收集", "Collects only by exception"),
    "share.affirm": B("向他人提供", "Passes on"),
    "share.deny": B("称不向他人提供", "Does not pass on"),
    "share.except": B("除例外外不提供", "Passes on only by exception"),
}
#: How far static analysis can decide an item of a regulation.
DECIDABLE: Final = {
    "strong": B("证据充分时可以判断", "decided where the evidence is there"),
    "weak": B("只能得到线索", "leads only"),
    "none": B("静态检测无法判断", "not by static analysis"),
}
YES_NO: Final = {"yes": B("是", "Yes"), "no": B("否", "No"), "unknown": B("未知", "Unknown")}
DISCLOSED: Final = {
    "yes": B("已披露", "Disclosed"),
    "no": B("未披露", "Not disclosed"),
    "unknown": B("未知", "Unknown"),
    "policy": B("隐私政策", "In the policy"),
    "sdk_list": B("SDK清单", "In the SDK list"),
    "both": B("政策和清单", "In both"),
}
PHASE: Final = {
    "pre_consent": B("启动时可达（同意前）", "Reached at launch (before consent)"),
    "other": B("其他时机", "Reached later"),
    "dead": B("没有入口可达", "Not reached from any entry point"),
    "unknown": B("时机未知", "Time unknown"),
}
FIT: Final = {
    "core": B("基本功能需要", "Basic function"),
    "feature": B("某项功能可能需要", "Some function"),
    "outside": B("看不出需要", "No need seen"),
}
#: Who makes a change of the plan.
OWNER: Final = {
    "app": B("应用代码", "App code"),
    "sdk": B("SDK集成", "SDK"),
    "build": B("清单文件与构建", "Manifest and build"),
    "policy": B("隐私政策", "Policy text"),
    "sdk_list": B("SDK清单", "SDK list"),
    "operations": B("运营者", "Operations"),
}
CATEGORY_SOURCE: Final = {
    "declared": B("使用者指明", "named by the user"),
    "guessed": B("由名称推测", "guessed from its name"),
}
SDK_START: Final = {
    "pre_consent": B("启动时初始化", "Started at launch"),
    "guarded": B("启动时初始化，有同意判断", "Started at launch, behind a consent check"),
    "other": B("之后才初始化", "Started later"),
    "unknown": B("初始化时机未知：类名已被混淆", "Start unknown: its classes were renamed"),
}
VERSION_SOURCE: Final = {
    "build": B("据其构建记录", "by its build"),
    "code": B("据其代码", "by its own code"),
    "manifest": B("据清单条目", "by its manifest entry"),
    "library": B("据其原生库", "by its native library"),
}
PERSONALIZATION: Final = {
    "off": B("应用已关闭", "Switched off by the app"),
    "on": B("应用保持开启", "Left on by the app"),
}
ROLE: Final = {
    "artifact": B("安装包", "App package"),
    "policy": B("隐私政策", "Privacy policy"),
    "sdk_list": B("SDK清单", "SDK list"),
    "privacy_guide": B("用户隐私保护指引", "Privacy guide"),
    "facts": B("运营者声明", "Operator's statements"),
    "config": B("配置文件", "Configuration file"),
    "mapping": B("混淆映射文件", "Mapping of renamed code"),
    "rules": B("规则包", "Archive of rules"),
    "comparison": B("用于比较的旧版本", "An earlier version to compare with"),
}
INPUT_STATUS: Final = {
    "read": B("已读取", "Read"),
    "unreadable": B("无法读取", "Could not be read"),
    "not_supplied": B("未提供", "Not supplied"),
}
REASON: Final = {
    "unreadable": B("无法读取", "Unreadable"),
    "packed": B("已加固", "Packed"),
    "native_only": B("仅有原生代码", "Native code only"),
    "native_code": B("原生库中的代码", "Code of a native library"),
    "hybrid": B("混合框架，逻辑在脚本中", "Hybrid framework: the logic is in scripts"),
    "dynamic_code": B("动态加载的代码", "Dynamically loaded code"),
    "unnamed_call": B("看不出目标的调用", "A call whose target cannot be seen"),
    "two_readings": B("可有两种读法", "Can be read in two ways"),
    "hidden_text": B("默认不显示的文字", "Text that is not shown at first"),
    "limit_reached": B("达到处理上限", "Limit reached"),
    "not_supplied": B("未提供", "Not supplied"),
    "missing_part": B("缺少其中一部分", "A part of it was not supplied"),
    "elsewhere": B("不在所提供的文件中", "Not in what is supplied"),
    "linked": B("仅给出链接的文件", "Linked document, not supplied"),
    "not_read": B("目前不读取", "Not read yet"),
    "not_looked_for": B("这一平台上目前不读取", "Not read on this platform yet"),
    "renamed": B("名称已被混淆", "Renamed beyond recognition"),
    "own_fault": B("本工具的缺陷", "A fault of this tool"),
}
LEVEL: Final = {
    "complete": B("完整", "Complete"),
    "partial": B("部分", "Partial"),
    "none": B("没有读到", "None"),
}
#: Motion sensors by Android's numbers (https://developer.android.com/reference/android/hardware/Sensor).
SENSOR_TYPE: Final = {
    1: B("加速度", "Accelerometer"),
    4: B("陀螺仪", "Gyroscope"),
    9: B("重力", "Gravity"),
    10: B("线性加速度", "Linear acceleration"),
    11: B("旋转矢量", "Rotation vector"),
    15: B("游戏旋转矢量", "Game rotation vector"),
}
#: What an SDK was recognised by.
SIGNAL: Final = {
    "classes": B("代码包", "Code package"),
    "component": B("清单组件", "Component"),
    "meta-data": B("清单元数据", "Meta-data"),
    "renamed classes": B("改名后的类", "Renamed classes"),
    "native library": B("原生库", "Native library"),
    "entry": B("包内文件", "File in the package"),
    "string": B("代码中的文字", "Text in the code"),
    "maven": B("Maven 依赖", "Maven dependency"),
    "ohpm": B("ohpm 依赖", "ohpm package"),
    "npm": B("npm 依赖", "npm package"),
    "pod": B("CocoaPods 依赖", "Pod"),
    "framework": B("框架", "Framework"),
    "bundle": B("资源包", "Bundle of resources"),
    "plugin": B("小程序插件", "Plugin of a mini-program"),
}
#: The stages of an audit, by the names that they are timed under.
STAGE: Final = {
    "rules": B("载入规则", "Rules loaded"),
    "archive": B("打开安装包", "Package opened"),
    "resources": B("资源", "Resources"),
    "manifest": B("清单文件", "Manifest"),
    "inflate": B("解压", "Inflating"),
    "texts": B("界面资源文字", "Texts of resources"),
    "signing": B("签名", "Signatures"),
    "lexicon": B("词表", "Word lists"),
    "policy": B("隐私政策", "Policy"),
    "SDK list": B("SDK清单", "SDK list"),
    "SDK names": B("SDK名称比对", "SDK names matched"),
    "dex": B("字节码", "Bytecode"),
    "api calls": B("接口调用", "API calls"),
    "conduct": B("行为", "Conduct"),
    "reachability": B("可达性", "Reachability"),
    "sensors": B("传感器", "Sensors"),
    "text constants": B("代码中的文字", "Texts in the code"),
    "ui texts": B("界面文字", "Texts of the interface"),
    "derive": B("推导", "Derived facts"),
    "match": B("规则匹配", "Rules matched"),
    "report": B("生成报告", "Report built"),
}
PROTECTION: Final = {
    "dangerous": B("敏感（需用户授权）", "Dangerous (runtime consent)"),
    "special": B("特殊", "Special"),
    "privacy": B("涉及隐私", "Privacy-relevant"),
    "normal": B("普通", "Normal"),
    "signature": B("签名级", "Signature"),
    "unknown": B("自定义或未知", "Custom or unknown"),
}


def no_finding(report: Report) -> Bilingual:
    """What is said in place of a list without findings: nothing was found, or nothing of the grades that are listed."""
    if report.gate and report.gate.hidden:
        return NONE_LISTED.format(hidden=len(report.gate.hidden))
    summary = report.summary
    return NO_FINDING.format(
        no_match=summary.no_match, inconclusive=summary.inconclusive, not_applicable=summary.not_applicable
    )


def word(table: Mapping[str, Bilingual], key: str) -> Bilingual:
    """The word of a key; a key that the table does not have stands for itself."""
    return table.get(key) or Bilingual(key, key)


def signal(found: SdkSignal) -> tuple[Bilingual, str]:
    """What an SDK was recognised by (a class package, a component …), and its name."""
    return word(SIGNAL, found.kind), found.shown


class Names:
    """Names for people of the ids in one report; an id without a name stands for itself."""

    def __init__(self, report: Report) -> None:
        glossary = report.glossary
        self._parties = {row.id: Bilingual(row.name, row.name_en or row.name) for row in report.facts.sdks}
        self._parties.update(glossary.parties)
        self._glossary = glossary
        self._subjects = {**glossary.subjects, **glossary.clauses, **glossary.data_types, **self._parties}
        self._permissions = {row.name: row.label for row in report.facts.permissions if row.label.zh}
        self._regulations = {row.id: short_regulation(row) for row in report.regulations}
        self._numberings = {row.id: row.numbering for row in report.regulations}
        self._lists = [row.id for row in report.regulations if row.rank]

    def party(self, identifier: str) -> Bilingual:
        """The name of the app or of an SDK."""
        return word(self._parties, identifier)

    def data_type(self, identifier: str) -> Bilingual:
        """The name of a data type."""
        return word(self._glossary.data_types, identifier)

    def clause(self, identifier: str) -> Bilingual:
        """The name of a policy clause."""
        return word(self._glossary.clauses, identifier)

    def category(self, identifier: str) -> Bilingual:
        """The name of a finding category."""
        return word(self._glossary.categories, identifier)

    def sdk_category(self, identifier: str) -> Bilingual:
        """The name of a kind of SDK."""
        return word(self._glossary.sdk_categories, identifier)

    def regulation(self, identifier: str) -> Bilingual:
        """The short name of a regulation."""
        return word(self._regulations, identifier)

    def regulator(self, identifier: str) -> Bilingual:
        """The name of who publishes or enforces a regulation."""
        return word(self._glossary.regulators, identifier)

    def place(self, regulation: str) -> int:
        """Where a regulation is cited: the lists by which apps are named first, in their order, then the others."""
        return self._lists.index(regulation) if regulation in self._lists else len(self._lists)

    def item(self, regulation: str, item: str) -> Bilingual:
        """The number of an item as it is cited: 第四十七条, 六（一）."""
        return cited_item(self._numberings.get(regulation, ""), item)

    def citation(self, regulation: str, item: str) -> Bilingual:
        """Regulation and item as they are cited together: 个保法第四十七条, PIPL Art. 47."""
        name, number = self.regulation(regulation), self.item(regulation, item)
        gap = "" if number.zh.startswith("第") else " "
        return Bilingual(f"{name.zh}{gap}{number.zh}", f"{name.en} {number.en}")

    def subject(self, finding: Finding) -> Bilingual:
        """What a finding is about, in words: an SDK, data type, clause or permission by name."""
        found = self.subjects(finding)
        return Bilingual("、".join(name.zh for name in found), ", ".join(name.en for name in found))

    def subjects(self, finding: Finding) -> tuple[Bilingual, ...]:
        """Each of what a finding is about, in words: a request for several permissions is about each of them."""
        subject = finding.subject
        if subject in self._subjects:
            return (self._subjects[subject],)
        permissions = subject.split("、")  # as a template joins the values of a fact
        if any(name in self._permissions for name in permissions):
            return tuple(word(self._permissions, name) for name in permissions)
        return (Bilingual(subject, subject),)


def short_regulation(regulation: Regulation | RegulationRow) -> Bilingual:
    """A regulation's name as people say it (191号, PIPL): its own short name, else from its number, else its title."""
    if regulation.short:
        return regulation.short
    issuer, _, rest = regulation.id.partition("-")
    numbered = re.search(r"(\d+)号", regulation.number)
    if rest.isdigit():
        chinese = f"{numbered[1]}号" if numbered else f"{issuer.upper()} {rest}"
        return Bilingual(chinese, f"{issuer.upper()} {rest}")
    if not rest and len(issuer) <= 6:
        return Bilingual(issuer.upper(), issuer.upper())
    return regulation.title if len(regulation.title.zh) <= 16 else Bilingual(regulation.id, regulation.id)
