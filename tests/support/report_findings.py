"""Findings of the sample report."""
# ruff: noqa: E501  # Chinese texts are wide

from __future__ import annotations

import hashlib

from appaudit.model.finding import Basis, Evidence, FactRef, Finding
from appaudit.model.grade import Confidence, Severity, Status
from appaudit.model.location import Location
from appaudit.model.report import DataAccessRow

from . import report_texts as texts
from .report_facts import ACCESSES, PARTIES, SENSORS, B, quote

BASIS = {
    f"{regulation}/{item}": Basis(regulation=regulation, item=item, title=B(zh, en))
    for regulation, items in (
        ("cac-191", texts.CAC_191_ITEMS),
        ("ncverc", texts.NCVERC_ITEMS),
        ("miit-337", texts.MIIT_337_ITEMS),
    )
    for item, zh, en, _ in items
}


def evidence(role: str, kind: str, text: str, location: Location, key: tuple[str, ...] = ()) -> Evidence:
    fact = FactRef(kind=kind, key=key) if key else None
    return Evidence(role=role, kind=kind, text=text, location=location, fact=fact)


def _clause_evidence(role: str, words: str) -> Evidence:
    found = quote(words)
    return evidence(role, "clause", words, Location(path=texts.POLICY_NAME, start=found.start, end=found.end))


def access_evidence(role: str, row: DataAccessRow) -> Evidence:
    return evidence(
        role, "data_access", f"{row.caller} → {row.api}", row.location, (row.data_type, row.api, row.caller)
    )


def _manifest(text: str, symbol: str = "") -> Evidence:
    return evidence("primary", "permission", text, Location(path="AndroidManifest.xml", symbol=symbol))


def finding(rule_id, category, grades, subject, title, message, proofs, basis, remediation) -> Finding:
    severity, confidence, status = grades.split()
    return Finding(
        rule_id=rule_id, category=category, severity=Severity.of(severity), confidence=Confidence.of(confidence),
        status=Status.of(status), subject=subject,
        title=title, message=message, evidence=tuple(proofs), evidence_total=len(proofs),
        basis=tuple(BASIS[name] for name in basis), remediation=remediation,
        fingerprint=hashlib.sha256(f"{rule_id}|{subject}".encode()).hexdigest()[:32],
    )  # fmt: skip


def _unused(name: str, zh: str, en: str) -> Finding:
    full = f"android.permission.{name}"
    return finding(
        "excess-permission-unused", "excess_permission", "medium high violation", full,
        B("声明了敏感权限但没有使用", "A sensitive permission is declared and not used"),
        B(f"清单声明了{zh}权限 {full}，代码和SDK中没有任何位置需要它。",
          f"The manifest declares {full} ({en}); nothing in the code or the SDKs needs it."),
        [_manifest(f"uses-permission {full}", full)],
        ("cac-191/4.1", "miit-337/7"),
        B("从 AndroidManifest.xml 删除该权限；如由SDK合并而来，用 tools:node=\"remove\" 移除。",
          "Remove the permission from AndroidManifest.xml; where an SDK merges it in, use tools:node=\"remove\"."),
    )  # fmt: skip


def _undisclosed(sdk_id: str, proof: str, path: str, status: str) -> Finding:
    name = PARTIES[sdk_id]
    return finding(
        "undisclosed-sdk", "undisclosed_sdk", f"high {'high' if status == 'violation' else 'medium'} {status}", sdk_id,
        B("嵌入的第三方SDK未在隐私政策或SDK清单中列出", "An embedded third-party SDK is listed in neither the policy nor the SDK list"),
        B(f"应用中包含{name.zh}，隐私政策和SDK清单都没有列出。", f"The app contains {name.en}; the policy and the SDK list name it nowhere."),
        [evidence("primary", "sdk", proof, Location(path=path)),
         evidence("related", "data_access", "读取 Android ID / reads the Android ID", Location(path=path))],
        ("ncverc/N02", "cac-191/2.1"),
        B("在隐私政策的第三方SDK清单中补充：SDK名称、提供方、目的、收集的个人信息和隐私政策链接；不需要则移除。",
          "Add its name, provider, purpose, data and policy link to the SDK list in the policy, or remove the SDK."),
    )  # fmt: skip


FINDINGS: tuple[Finding, ...] = (
    finding(
        "sdk-start-before-consent", "pre_consent_collection", "critical high violation", "jpush",
        B("第三方SDK在用户同意前启动并读取设备标识", "A third-party SDK starts and reads device identifiers before consent"),
        B("应用启动时，极光推送在没有同意判断的路径上读取 Android ID 和 MAC 地址。",
          "When the app starts, JPush reads the Android ID and the MAC address on a path without a consent check."),
        [access_evidence("primary", ACCESSES[4]), access_evidence("related", ACCESSES[5]),
         evidence("contrary", "ui_text", "存在同意弹窗：“同意”“不同意”，但不在该调用链上",
                  Location(path="res/layout/dialog_consent.xml"))],
        ("cac-191/3.1", "ncverc/N04", "miit-337/1"),
        B("在同意弹窗的“同意”回调中再调用 JPushInterface.init；同意前调用 JCollectionAuth.setAuth(context, false)。",
          "Call JPushInterface.init only in the consent dialog's accept callback; before it, "
          "call JCollectionAuth.setAuth(context, false)."),
    ),
    _undisclosed("csj-pangle", "com.bytedance.sdk.openadsdk: 214 classes", "classes3.dex", "violation"),
    _undisclosed("jpush", "cn.jpush.android: 131 classes", "classes2.dex", "violation"),
    _undisclosed("msa-oaid", "libmsaoaidsec.so", "lib/arm64-v8a/libmsaoaidsec.so", "suspected"),
    finding(
        "account-cancellation-negated", "account_cancellation", "high high violation", "account_cancellation",
        B("隐私政策写明不支持注销账号", "The policy says that accounts cannot be cancelled"),
        B("应用有手机号登录，而隐私政策写明账号暂不支持注销。", "The app has phone-number login, and the policy says that accounts cannot be cancelled."),
        [_clause_evidence("primary", "账号一经注册暂不支持注销"),
         evidence("related", "ui_text", "手机号登录", Location(path="res/values/strings", symbol="login_by_phone"))],
        ("cac-191/6.1", "ncverc/N05", "miit-337/8"),
        B("在“我的—设置—账号与安全”提供注销入口，并在政策写明路径和15个工作日内的处理时限。",
          "Offer cancellation under settings and state the path and a limit of 15 working days in the policy."),
    ),
    finding(
        "undisclosed-collection", "undisclosed_collection", "high high violation", "installed_apps",
        B("收集了隐私政策没有说明的个人信息", "Personal information is collected that no document names"),
        B("应用自身代码读取已安装应用列表，隐私政策没有说明。", "The app's own code reads the list of installed apps; no document names it."),
        [access_evidence("primary", ACCESSES[1]), access_evidence("related", ACCESSES[8])],
        ("cac-191/3.3", "ncverc/N02"),
        B("去掉该读取；确有必要时在政策中写明目的、方式和范围，并在读取前征得同意。",
          "Remove the access, or name it with purpose, method and scope in the policy and ask before reading."),
    ),
    finding(
        "consent-withdrawal-missing", "consent_withdrawal", "high medium violation", "consent_withdrawal",
        B("隐私政策没有说明如何撤回同意", "The policy does not say how consent can be withdrawn"),
        B("全文没有撤回同意或变更授权范围的途径。", "Nowhere does the text give a way to withdraw consent or to change what was authorised."),
        [evidence("primary", "policy_document", "privacy.html, 1 个文档已读 / 1 document read", Location(path=texts.POLICY_NAME)),
         _clause_evidence("contrary", "您可以在系统设置中随时关闭")],
        ("cac-191/3.8", "ncverc/N07"),
        B("在“设置—隐私”提供撤回同意的开关，并在政策中写明路径。", "Offer a withdrawal switch under privacy settings and state its path in the policy."),
    ),
    finding(
        "shake-ad-sdk", "shake_ads", "high medium suspected", "csj-pangle",
        B("广告SDK监听加速度传感器并跳转，疑似摇一摇广告", "An ad SDK listens to the accelerometer and jumps: shake-triggered advertising suspected"),
        B("疑似，需确认：开屏广告是否开启摇一摇。监听类的加速度阈值为 12.0 m/s²，低于 15 m/s²。",
          "Confirm whether splash ads have shake enabled. The listener compares acceleration with 12.0 m/s², below 15 m/s²."),
        [evidence("primary", "sensor", "ShakeListener: TYPE_ACCELEROMETER, 12.0 m/s², startActivity",
                  SENSORS[0].location, (SENSORS[0].class_name,))],
        ("miit-337/4",),
        B("在初始化 TTAdConfig 时关闭摇一摇（is_shake_ads=0），并在政策中说明传感器用途。",
          "Switch shaking off in TTAdConfig (is_shake_ads=0) and state in the policy what sensors are used for."),
    ),
    _unused("READ_CONTACTS", "读取通讯录", "read contacts"),
    _unused("READ_CALL_LOG", "读取通话记录", "read the call log"),
    _unused("SYSTEM_ALERT_WINDOW", "悬浮窗", "draw over other apps"),
    finding(
        "deletion-weak", "deletion_correction", "low medium suspected", "deletion",
        B("删除权只有一句话，没有途径", "Deletion is mentioned without a way to ask for it"),
        B("政策承认删除权，但没有写明怎样提出。", "The policy grants deletion without saying how to ask for it."),
        [_clause_evidence("primary", "您有权要求我们删除您的个人信息"), _clause_evidence("contrary", "privacy@yunli-mall.example")],
        ("cac-191/6.1",),
        B("写明删除的操作路径或邮箱，以及处理时限。", "State the path or address, and the time limit."),
    ),
    finding(
        "sharing-recipients-weak", "sharing_terms", "medium medium review", "sharing_recipients",
        B("接收方只写了类别，没有名称", "Recipients are named only as a category"),
        B("“广告合作伙伴”没有具体名称。", "“Advertising partners” are not named."),
        [_clause_evidence("primary", "我们还可能与广告合作伙伴共享必要的信息，用于改进推广效果")],
        ("ncverc/N03", "cac-191/5.1"),
        B("列出接收方名称、联系方式、目的和信息种类。", "List recipients with contact, purpose and data."),
    ),
)  # fmt: skip
