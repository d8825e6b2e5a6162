"""What each duty asks for, in words: Chinese and English, with `{deadline}`, `{subject}` and `{missing}`."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "officer-designated": (
        "处理100万人以上个人信息的，应指定个人信息保护负责人",
        "from one million individuals a protection officer must be designated",
    ),
    "officer-contact": (
        "应公开个人信息保护负责人的联系方式",
        "the protection officer's contact must be published",
    ),
    "officer-report": (
        "应在达到100万人之日起30个工作日内报送个人信息保护负责人信息，2025年7月18日前已达到的于2025年8月29日前报送；截止日期：{deadline}",
        "report it within 30 working days of one million individuals (by 2025-08-29 if before 2025-07-18): {deadline}",
    ),
    "officer-change": (
        "报送信息变更的，应在30个工作日内办理变更；截止日期：{deadline}",
        "changes must be reported within 30 working days; deadline: {deadline}",
    ),
    "compliance-audit": (
        "处理超过1000万人个人信息的，应每两年至少开展一次合规审计；下次截止：{deadline}",
        "above ten million individuals an audit is due at least every two years; next one by: {deadline}",
    ),
    "children-rules": (
        "处理不满十四周岁未成年人个人信息的，应制定专门的处理规则",
        "rules of their own are needed for information about children under 14",
    ),
    "guardian-consent": (
        "处理不满十四周岁未成年人个人信息的，应取得监护人同意",
        "a guardian's consent is needed for information about children under 14",
    ),
    "export-condition": (
        "向“{subject}”提供个人信息出境，应通过安全评估、订立标准合同或通过认证，依法豁免的除外",
        "transfers to “{subject}” need a security assessment, a standard contract or a certification, unless exempt",
    ),
    "export-consent": (
        "向“{subject}”提供个人信息出境，基于同意的应取得单独同意",
        "transfers to “{subject}” that rest on consent need separate consent",
    ),
    "face-filing": (
        "人脸信息存储数量达到10万人的，应在30个工作日内备案；截止日期：{deadline}",
        "from 100 000 stored faces the use must be filed within 30 working days; deadline: {deadline}",
    ),
    "mlps-grading": (
        "网络运营者应履行网络安全等级保护义务，为系统定级、备案",
        "operators must grade and file their systems under classified protection (MLPS)",
    ),
    "inspection-records": (
        "执法检查通常要求出示的记录中，声明没有的：{missing}",
        "of the records that inspections ask for, declared missing: {missing}",
    ),
    "qr-ordering": (
        "扫码点餐不应以提供手机号、关注公众号、注册会员为前提；声明为前提的：{missing}",
        "ordering by QR code should not depend on phone number, following or membership; declared required: {missing}",
    ),
    "number-protection": (
        "号码保护服务正在试点统一使用700号段，试点后不得用其他号码作为中间号",
        "number protection is moving to 700 numbers in a pilot, after which no others may serve as middle numbers",
    ),
    "information-erasure": (
        "电子产品生产者、回收者应提供信息清除功能或服务（GB 46864-2025）；施行日期：{deadline}",
        "makers and recyclers of devices must offer erasure (GB 46864-2025); in force: {deadline}",
    ),
}

#: What each state amounts to, after the duty itself.
STATES: Final[dict[str, tuple[str, str]]] = {
    "met": ("声明：已做到", "declared as done"),
    "unmet": ("声明：没有做到", "declared as not done"),
    "due": ("声明：尚未办理，期限未过", "declared as not done yet, with the deadline still ahead"),
    "overdue": ("声明：没有办理，期限已过", "declared as not done, and the deadline has passed"),
    "late": ("声明：办理时期限已过", "declared as done after the deadline"),
    "unknown": ("没有声明，或声明不足以判断", "not declared, or too little to judge by"),
    "not_applicable": ("不适用", "does not apply"),
}

#: Names of what may be missing or required.
LABELS: Final[dict[str, tuple[str, str]]] = {
    "internal_rules": ("内部管理制度和操作规程", "internal rules and procedures"),
    "data_classification": ("数据分类分级", "classification of data"),
    "risk_assessment": ("风险评估", "risk assessments"),
    "impact_assessment": ("个人信息保护影响评估", "impact assessments"),
    "processing_records": ("处理情况记录", "records of handling"),
    "incident_plan": ("安全事件应急预案", "a plan for security incidents"),
    "staff_training": ("从业人员培训", "training of staff"),
    "phone": ("手机号", "a phone number"),
    "follow": ("关注公众号", "following an account"),
    "membership": ("注册会员", "membership"),
}
