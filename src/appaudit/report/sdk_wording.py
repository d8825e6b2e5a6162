"""What a report says differently where the artifact is an SDK: it is no app, and most rules ask about apps."""

from __future__ import annotations

from dataclasses import replace

from appaudit.model.bilingual import Bilingual
from appaudit.model.report import Report

#: The name of code that no signature claims: the app's own in an app, in an SDK the SDK's.
OWN_CODE = Bilingual("该 SDK（未归入已知 SDK 的代码）", "this SDK (code of no SDK known by name)")

_VERDICT = Bilingual(
    "这是 SDK 文件，不是应用：识别到 {sdks} 个 SDK；代码读取 {data} 类个人信息；{shake} 个类具有摇一摇跳转的特征。"
    "针对应用的规则不适用。",
    "This is an SDK, not an app. SDKs recognised: {sdks}; types of personal data that its code reads: {data}; classes "
    "that look like shake-to-jump: {shake}. Rules about apps do not apply.",
)
_UNREAD = Bilingual(
    "这是 SDK 文件，不是应用：识别到 {sdks} 个 SDK；其代码没有读取，不知道它读取哪些信息、是否具有摇一摇跳转的特征。"
    "针对应用的规则不适用。",
    "This is an SDK, not an app. SDKs recognised: {sdks}; its code was not read: nobody knows what data it reads and "
    "whether it looks like shake-to-jump. Rules about apps do not apply.",
)


def worded_for_sdk(report: Report) -> Report:
    """The report with a verdict about an SDK; what was said of supplied documents stays."""
    facts = report.facts
    is_unread = any(row.kind == "api_call" and row.level == "none" for row in report.coverage)
    verdict = (_UNREAD if is_unread else _VERDICT).format(
        sdks=len(facts.sdks),
        data=len({row.data_type for row in facts.data_access}),
        shake=sum(row.verdict == "shake" for row in facts.sensors),
    )
    if any(item.role == "policy" and item.status == "read" for item in report.inputs):
        before = report.summary.verdict
        verdict = Bilingual(f"{verdict.zh}{before.zh}", f"{verdict.en} {before.en}")
    parties = {**report.glossary.parties, "app": OWN_CODE}
    return replace(
        report,
        summary=replace(report.summary, verdict=verdict),
        glossary=replace(report.glossary, parties=parties),
    )
