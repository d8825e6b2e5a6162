"""The tables of a fleet, one record a table: its fields are the columns, and what each says stands beside it.

The tables are plain Parquet files, `DEST/<table>/<part>.parquet`, for whatever reads Parquet. Rows of packages begin
with the columns of `Identity`, those of a run with its `run_id`. No row says when or where it was made, so that two
runs over the same packages leave equal tables; what differs from run to run is in `costs` alone.
"""

from __future__ import annotations

import dataclasses
from dataclasses import field
from typing import Any, Final, get_type_hints

from appaudit.model.bilingual import Bilingual
from appaudit.model.record import record

#: Grows when a column is renamed, removed or means something else; a new column or table does not need it.
SCHEMA_VERSION: Final = 1


def _about(zh: str, en: str) -> dict[str, Any]:
    return {"about": Bilingual(zh, en)}


@record
class Identity:
    """What every row of a package begins with."""

    run_id: str = field(metadata=_about("所属批次", "the run"))
    key: str = field(metadata=_about("批次中的一个安装包及其文件", "one package with its documents in a run"))
    sha256: str = field(metadata=_about("安装包的SHA-256；未能取得时为空", "of the package; empty if not fetched"))
    platform: str = field(
        metadata=_about("android、harmony、miniprogram；未读取为空", "android, harmony, miniprogram, or empty")
    )


@record
class OfRun:
    """What every row of a run begins with."""

    run_id: str = field(metadata=_about("所属批次", "the run"))


@record
class RunRow:
    """A run: equal rules, version and settings are the same run, whenever and over whatever packages."""

    schema_version: int = field(metadata=_about("表结构版本", "of these tables"))
    tool_version: str = field(metadata=_about("appaudit 版本", "of appaudit"))
    rules_digest: str = field(metadata=_about("规则集的SHA-256", "SHA-256 of the rule set"))
    knowledge_date: str = field(metadata=_about("规则集的知识日期", "the newest check date in the rule set"))
    as_of: str = field(metadata=_about("依据日期", "the date for deadlines and laws in force"))
    settings: str = field(metadata=_about("其余设置（JSON）", "all other settings, as JSON"))


@record
class RuleRow:
    """A rule of a run."""

    rule_id: str = field(metadata=_about("规则编号", "id of the rule"))
    category: str = field(metadata=_about("问题类型编号", "id of the kind of problem"))
    category_zh: str = field(metadata=_about("问题类型", "the kind of problem, in Chinese"))
    category_en: str = field(metadata=_about("问题类型（英文）", "the kind of problem"))
    severity: str = field(metadata=_about("严重程度", "severity before adjustments"))
    title_zh: str = field(metadata=_about("标题", "title, in Chinese"))
    title_en: str = field(metadata=_about("标题（英文）", "title"))
    platforms: tuple[str, ...] = field(metadata=_about("适用平台", "on which it speaks"))


@record
class RegulationItemRow:
    """An item of a regulation that a run holds packages against."""

    regulation: str = field(metadata=_about("法规编号", "id of the regulation"))
    item: str = field(metadata=_about("条目编号", "id of the item"))
    regulation_zh: str = field(metadata=_about("法规名称", "title of the regulation, in Chinese"))
    regulation_en: str = field(metadata=_about("法规名称（英文）", "title of the regulation"))
    title_zh: str = field(metadata=_about("条目标题", "title of the item, in Chinese"))
    title_en: str = field(metadata=_about("条目标题（英文）", "title of the item"))
    regulator: str = field(metadata=_about("监管部门编号", "id of the regulator"))


@record
class PackageRow:
    """A package that is accounted for, whether it could be read or not."""

    uri: str = field(metadata=_about("地址", "where it was found"))
    stamp: str = field(metadata=_about("安装包与文件在存储中的状态", "state of package and documents in their storage"))
    outcome: str = field(
        metadata=_about(
            "done；否则为 unreadable、timeout、killed、memory、internal、input、unreachable",
            "done; else unreadable, timeout, killed, memory, internal, input, unreachable",
        )
    )
    detail_zh: str = field(default="", metadata=_about("原因", "why, in Chinese"))
    detail_en: str = field(default="", metadata=_about("原因（英文）", "why"))
    exit_code: int = field(default=0, metadata=_about("单独审查时的退出码", "what a scan of it alone would end with"))
    attempts: int = field(default=1, metadata=_about("读取次数", "how often it was read, up to two"))
    app_category: str = field(default="", metadata=_about("给定的应用类别", "the kind of app that was given"))
    size: int = field(default=0, metadata=_about("字节数", "bytes"))
    kind: str = field(default="", metadata=_about("安装包种类", "apk, app_bundle, bundle, sdk, …"))
    package: str = field(default="", metadata=_about("包名", "package name"))
    version_name: str = field(default="", metadata=_about("版本名", "version name"))
    version_code: str = field(default="", metadata=_about("版本号", "version code"))
    label: str = field(default="", metadata=_about("应用名称", "name of the app"))
    min_sdk: int = field(default=-1, metadata=_about("最低系统版本；未知为-1", "lowest SDK level; -1 if unknown"))
    target_sdk: int = field(default=-1, metadata=_about("目标系统版本；未知为-1", "target SDK level; -1 if unknown"))
    packer: str = field(default="", metadata=_about("加固方案", "the packer"))
    policy: str = field(default="", metadata=_about("隐私政策：read、unreadable、not_supplied", "state of the policy"))
    sdk_list: str = field(default="", metadata=_about("SDK清单：同上", "state of the SDK list, likewise"))
    complete: bool = field(default=False, metadata=_about("全部读取且文件齐全", "all was read, both documents too"))
    findings: int = field(default=0, metadata=_about("发现数", "findings"))
    critical: int = field(default=0, metadata=_about("其中严重", "of these critical"))
    high: int = field(default=0, metadata=_about("其中高", "of these high"))
    medium: int = field(default=0, metadata=_about("其中中", "of these medium"))
    low: int = field(default=0, metadata=_about("其中低", "of these low"))
    info: int = field(default=0, metadata=_about("其中提示", "of these informational"))
    inconclusive: int = field(default=0, metadata=_about("无法判断的规则数", "rules that could not decide"))
    sdks: int = field(default=0, metadata=_about("识别的SDK数", "SDKs that were recognised"))


@record
class FindingRow:
    """A finding."""

    rule_id: str = field(metadata=_about("规则编号", "id of the rule"))
    category: str = field(metadata=_about("问题类型编号", "id of the kind of problem"))
    severity: str = field(metadata=_about("严重程度", "critical, high, medium, low, info"))
    status: str = field(metadata=_about("violation、suspected、review", "violation, suspected, review"))
    confidence: str = field(metadata=_about("置信度", "high, medium, low"))
    subject: str = field(metadata=_about("对象", "what it is about"))
    fingerprint: str = field(metadata=_about("跨版本不变的标识", "the same in every build"))
    message_zh: str = field(metadata=_about("说明", "message, in Chinese"))
    message_en: str = field(metadata=_about("说明（英文）", "message"))
    items: tuple[str, ...] = field(metadata=_about("涉及的法规条目", "`regulation item` that it concerns"))
    evidence: tuple[str, ...] = field(metadata=_about("主要证据，至多五条", "primary evidence, at most five lines"))
    location: str = field(metadata=_about("首个位置", "the first place"))


@record
class InconclusiveRow:
    """A rule that could not decide: that there is no finding of it says nothing."""

    rule_id: str = field(metadata=_about("规则编号", "id of the rule"))
    reasons: tuple[str, ...] = field(metadata=_about("原因", "`kind reason` of what was not seen"))


@record
class SdkRow:
    """An SDK that was recognised in a package."""

    sdk_id: str = field(metadata=_about("SDK编号", "id of the SDK"))
    name: str = field(metadata=_about("名称", "name"))
    name_en: str = field(metadata=_about("英文名称", "English name"))
    vendor: str = field(metadata=_about("提供方", "vendor"))
    category: str = field(metadata=_about("类别", "what it is for"))
    version: str = field(metadata=_about("版本；未知为空", "version; empty if unknown"))
    confidence: str = field(metadata=_about("置信度", "high, medium, low"))
    disclosed: str = field(
        metadata=_about("披露于 policy、sdk_list、both；no 为未披露", "in policy, sdk_list, both; no, or unknown")
    )
    collects_data: bool = field(metadata=_about("是否收集个人信息", "whether it collects personal data"))
    collects: tuple[str, ...] = field(metadata=_about("公布的收集范围", "data types that it is documented to collect"))
    start: str = field(metadata=_about("启动时机", "pre_consent, guarded, other, unknown; empty if not seen"))
    signals: tuple[str, ...] = field(metadata=_about("识别依据", "what it was recognised by"))


@record
class DeclaredSdkRow:
    """An SDK that a document of a package names."""

    source: str = field(metadata=_about("policy 或 sdk_list", "policy or sdk_list"))
    name: str = field(metadata=_about("文件中的名称", "as the document names it"))
    sdk_id: str = field(metadata=_about("对应的SDK编号", "id of the SDK; empty if none fits"))
    company: str = field(metadata=_about("公司", "company"))
    purpose: str = field(metadata=_about("目的", "purpose"))
    data_types: tuple[str, ...] = field(metadata=_about("所称的数据类型", "data types that it names"))


@record
class PermissionRow:
    """A permission that a package declares."""

    name: str = field(metadata=_about("权限", "name"))
    label_zh: str = field(metadata=_about("权限名称", "label, in Chinese"))
    label_en: str = field(metadata=_about("权限名称（英文）", "label"))
    protection: str = field(metadata=_about("保护级别", "protection"))
    group: str = field(metadata=_about("权限组", "permission group"))
    used: str = field(metadata=_about("是否使用：yes、no、unknown", "yes, no, unknown"))
    used_by: tuple[str, ...] = field(metadata=_about("使用方：app 或SDK编号", "`app` or ids of SDKs"))
    disclosed: str = field(metadata=_about("是否披露", "yes, no, unknown"))
    fit: str = field(metadata=_about("与应用类别是否相称", "core, feature, outside; empty if not judged"))


@record
class DataAccessRow:
    """An access to personal data in code."""

    data_type: str = field(metadata=_about("数据类型", "data type"))
    api: str = field(metadata=_about("接口", "what is called"))
    caller: str = field(metadata=_about("调用方法", "the method that calls"))
    party: str = field(metadata=_about("归属：app、SDK编号、renamed", "app, id of an SDK, renamed"))
    phase: str = field(metadata=_about("时机", "pre_consent, other, dead, unknown"))
    guarded: bool = field(metadata=_about("是否受同意状态约束", "behind a consent check on every way"))
    disclosed: str = field(metadata=_about("是否披露", "yes, no, unknown"))
    chain: tuple[str, ...] = field(metadata=_about("调用链", "call chain from where the system enters"))
    #: Chains are most of the bytes of all tables; who only asks how long they are need not read them.
    calls: int = field(metadata=_about("调用链的长度", "length of the chain"))


@record
class SensorRow:
    """A class that listens to motion sensors."""

    class_name: str = field(metadata=_about("类", "class"))
    party: str = field(metadata=_about("归属", "app, id of an SDK, renamed"))
    verdict: str = field(metadata=_about("shake、sensor_only、refers、none", "shake, sensor_only, refers, none"))
    acceleration: float | None = field(metadata=_about("加速度阈值 m/s²", "m/s²; null if none was found"))
    angle_deg: float | None = field(metadata=_about("角度阈值", "degrees; null if none was found"))
    time_ms: float | None = field(metadata=_about("时间阈值 ms", "milliseconds; null if none was found"))
    remote_config: bool = field(metadata=_about("阈值来自网络", "thresholds come from the network"))
    jumps: bool = field(metadata=_about("会触发跳转", "sets off a jump"))


@record
class PolicyClauseRow:
    """A clause of the policy of a package."""

    clause: str = field(metadata=_about("条款编号", "id of the clause"))
    status: str = field(metadata=_about("present、weak、negated、absent、unknown", "one of these words"))
    quote: str = field(metadata=_about("首条引文", "the first quote"))


@record
class PolicyDataTypeRow:
    """A data type that the policy of a package names."""

    data_type: str = field(metadata=_about("数据类型", "data type"))
    polarity: str = field(metadata=_about("affirm、deny 或 except", "affirm, deny or except"))
    action: str = field(metadata=_about("所述行为", "what is stated of it"))


@record
class CoverageRow:
    """A gap: something of a package that was not read. A kind without a row was read completely."""

    kind: str = field(metadata=_about("事实种类", "kind of fact"))
    level: str = field(metadata=_about("partial 或 none", "partial or none"))
    part: str = field(metadata=_about("部分", "which part"))
    reason: str = field(metadata=_about("原因编号", "why, as a word"))
    detail_zh: str = field(metadata=_about("说明", "why, in Chinese"))
    detail_en: str = field(metadata=_about("说明（英文）", "why"))


@record
class CostRow:
    """What reading a package cost; the only table whose rows differ from run to run."""

    size: int = field(metadata=_about("安装包字节数", "bytes of the package"))
    code_bytes: int = field(metadata=_about("解压后的字节码字节数", "bytes of bytecode, unpacked"))
    seconds: float = field(metadata=_about("审查秒数，不含取包与写表", "of the audit, without fetching and writing"))
    processor_seconds: float = field(
        metadata=_about(
            "其间占用处理器的秒数，不因机器繁忙而变长", "of processors meanwhile; a busy machine stretches them least"
        )
    )
    peak_mb: float = field(metadata=_about("内存峰值 MB；未知为0", "peak memory of its process; 0 if unknown"))


#: Tables whose rows belong to a package.
OF_PACKAGES: Final[dict[str, type]] = {
    "packages": PackageRow,
    "findings": FindingRow,
    "inconclusive": InconclusiveRow,
    "sdks": SdkRow,
    "declared_sdks": DeclaredSdkRow,
    "permissions": PermissionRow,
    "data_access": DataAccessRow,
    "sensors": SensorRow,
    "policy_clauses": PolicyClauseRow,
    "policy_data_types": PolicyDataTypeRow,
    "coverage": CoverageRow,
    "costs": CostRow,
}
#: Tables that are written once for a run.
OF_RUNS: Final[dict[str, type]] = {"runs": RunRow, "rules": RuleRow, "regulation_items": RegulationItemRow}
TABLES: Final = (*OF_RUNS, *OF_PACKAGES)
#: The tables that are equal whenever packages, rules and settings are.
REPEATABLE: Final = tuple(name for name in TABLES if name != "costs")

_TYPES: Final[dict[Any, str]] = {
    str: "VARCHAR",
    int: "BIGINT",
    float: "DOUBLE",
    float | None: "DOUBLE",
    bool: "BOOLEAN",
    tuple[str, ...]: "VARCHAR[]",
}


@record
class Column:
    """A column: its name, its type as SQL names it, and what it says."""

    name: str
    type: str
    about: Bilingual


def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table in their order."""
    first, rows = (Identity, OF_PACKAGES[table]) if table in OF_PACKAGES else (OfRun, OF_RUNS[table])
    return (*_columns(first), *_columns(rows))


def _columns(cls: type) -> tuple[Column, ...]:
    hints = get_type_hints(cls)
    return tuple(
        Column(name=item.name, type=_TYPES[hints[item.name]], about=item.metadata["about"])
        for item in dataclasses.fields(cls)
    )


def plain(row: object) -> dict[str, Any]:
    """A row as JSON holds it."""
    values = {item.name: getattr(row, item.name) for item in dataclasses.fields(row)}  # type: ignore[arg-type]
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
