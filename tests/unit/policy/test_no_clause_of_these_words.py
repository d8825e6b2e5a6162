"""Words of a clause said in another matter, and clauses that are said without their usual words; beside near twins."""

from __future__ import annotations

import pytest

CONTENTS = (
    "本政策将帮助您了解：\n- 我们如何收集信息\n- 我们如何使用 Cookie\n"
    "- 您的权利\n- 您的信息如何在全球范围转移\n- 本政策如何更新\n"
)
PAIRS_ZH = [
    ("cookies", "absent", CONTENTS),
    ("cookies", "weak", "- 我们使用 Cookie。\n- 我们如何更新本政策\n"),
    ("cross_border", "absent", CONTENTS),
    ("deletion", "absent", "我们可能会增加或删除功能，也可能暂停某项服务。"),
    ("deletion", "weak", "您可以增加或删除信息。"),
    ("policy_change_notice", "absent", "资料不实的，我们有权修改或删除会员资料。"),
    ("policy_change_notice", "weak", "我们有权修改或删除本政策的内容。"),
    ("security_measures", "absent", "我们收集设备名、媒体访问控制（“MAC”）地址。"),
    ("security_measures", "present", "我们采取访问控制等措施保护您的信息。"),
    ("security_measures", "absent", "我们有权对脱敏的用户数据库进行商业上的利用。"),
    ("security_measures", "present", "我们对用户数据库进行脱敏，以保护您的信息安全。"),
    ("automated_decision", "absent", "我们形成不包含用户画像的行业洞察报告。"),
    ("automated_decision", "weak", "我们形成用户画像。"),
    ("storage_location", "absent", "您的信息全都存储在安全的服务器上。"),
    ("storage_location", "present", "您的信息存储在位于中国境内安全的服务器上。"),
    ("storage_location", "present", "我们将信息存储在位于亚马逊的美国服务器。"),
    ("effective_date", "weak", "**生效日期：2024年**\n"),
    ("effective_date", "present", "**生效日期：2024年5月**\n"),
    ("retention_period", "present", "设备列表将保留在您的设备上，直到您：\n- 手动删除数据\n- 卸载应用\n"),
    ("retention_period", "weak", "我们将保留您的信息，只要您的帐户处于活动状态。"),
    (
        "retention_period",
        "present",
        "不再需要时，我们将不再保留个人信息，或者会消除将个人信息和特定个人关联起来的途径。",
    ),
    ("breach_notice", "present", "发生安全事件时，我们会依法采取补救并履行通知义务。"),
    ("breach_notice", "weak", "发生安全事件时，我们会依法采取补救措施，启动应急预案。"),
    ("permission_list", "weak", "应用会弹出剪贴板访问说明，您可以选择允许或拒绝。"),
    ("permission_list", "absent", "应用会弹出活动说明，您可以选择参加或离开。"),
    ("permission_list", "weak", "我们可能会访问您设备上的某些功能，例如本地存储。"),
    ("permission_list", "absent", "您可以在您的设备上使用某些付费功能。"),
    ("permission_list", "absent", "对于 Android 11 及以上系统，我们不会申请任何权限。"),
    ("permission_list", "present", "我们不会申请任何权限。"),
    ("access_copy", "absent", "它仅会查询您的 Android ID（可以被用户在系统设置页面重置）。"),
    ("access_copy", "present", "您可以在设置页面查询您的信息。"),
    ("deletion", "absent", "SDK 产生的文件会被移到私有目录，可以在应用被卸载时随之被清除。"),
    ("minors", "weak", "未满 18 岁不得注册，本服务不设监护人同意例外。"),
    ("minors", "present", "未满 18 岁须取得监护人同意。"),
    ("consent_withdrawal", "present", "如果您不再希望让我们与第三方共享您的信息，请与我们联系 a@qinghe.cn。"),
    ("consent_withdrawal", "absent", "如果您不希望收到广告，请与我们联系 a@qinghe.cn。"),
    ("personalization_optout", "present", "您可以选择不接收我们的促销电子邮件，遵循这些电子邮件的指示。"),
    ("personalization_optout", "weak", "您可以选择不接收我们的促销电子邮件。"),
    ("shake_ads", "present", "我们使用设备运动数据，用于估算步频。"),
    ("shake_ads", "absent", "我们使用运动数据，用于估算热量。"),
    ("operator_contact", "weak", "如发现任何人违反本协议，请立即向青禾科技举报或投诉。"),
    ("cross_border", "absent", "我们为海外用户提供支付方式，它的结果不会上传到任何地方。"),
    ("cross_border", "weak", "我们提供服务时，您的信息可能传输到任何国家。"),
    ("cookies", "weak", "您可以选择接受或者拒绝 cookies。"),
    ("cookies", "present", "您可以在浏览器中选择拒绝 cookies。"),
    ("operator_identity", "present", "**开发者：** Jan.Novak\n"),
    ("operator_identity", "weak", "**开发者：** qinghe.cn\n"),
    ("access_copy", "absent", "它仅会查询您的以下内容：当前型号、Android ID（可以被用户在系统设置页面重置）。"),
    ("storage_location", "negated", "本政策不对具体存储国家或地区作出承诺。"),
    ("storage_location", "absent", "本政策不对具体服务内容作出承诺。"),
    ("operator_identity", "weak", "**开发者：** Blue.Studio\n"),
    ("sharing_consent", "weak", "我们**不会**与任何第三方共享或披露您的个人信息，除非：\n- 法律法规规定\n"),
    ("sharing_consent", "absent", "我们**不会**与任何第三方比较价格，除非：\n- 您要求\n"),
    ("consent_withdrawal", "weak", "如您不希望接收消息通知，您可通过“我的-设置”关闭消息通知。"),
    ("operator_contact", "absent", "如发现任何人违法，请立即向公安机关举报。"),
]
PAIRS_EN = [
    ("storage_location", "absent", "All information you give us is stored on our secure servers."),
    ("storage_location", "present", "All information is stored on our secure servers in Germany."),
    ("permission_list", "absent", "You can adjust access levels and permissions of your team in the app."),
    ("permission_list", "weak", "You can adjust permissions in the settings of your device."),
    ("permission_list", "weak", "We may collect, with your prior permission:\n\n* Pictures from your device's camera"),
    ("permission_list", "absent", "We may collect, with your name:\n\n* Pictures that you post"),
    ("security_measures", "present", "We implement security measures such as PIN protection for employees."),
    ("security_measures", "absent", "We are the department of data protection."),
    ("response_deadline", "present", "Request data deletion anytime. We'll remove all associated data within 30 days."),
    ("response_deadline", "absent", "Request a trial anytime. You'll lose all associated points within 30 days."),
    (
        "consent_withdrawal",
        "present",
        "You can disable this at any time in **Profile → Privacy → Send crash reports**.",
    ),
    ("consent_withdrawal", "absent", "You can see this at any time in **Profile → Privacy → Send crash reports**."),
    ("cross_border", "weak", "Your data may be processed in any region where our host operates."),
    ("cross_border", "absent", "Your orders may be placed in any shop where our partner operates."),
    ("automated_decision", "weak", "You can learn more about the interests we have inferred about you."),
    ("automated_decision", "absent", "You can learn more about the interests you have told us."),
    ("sharing_consent", "weak", "We do **not** share your data with insurers, employers, or anyone else."),
    ("sharing_consent", "absent", "We do **not** share your data with spring, summer, or autumn."),
    ("sharing_consent", "weak", "You agree we may provide information to any member of our group."),
    ("sharing_consent", "absent", "You agree we may rest."),
    ("sharing_consent", "weak", "We may share your information with third parties in the ways described here."),
    ("cookies", "absent", "This policy explains:\n\n- What data we collect\n- How we use cookies\n"),
    ("cookies", "weak", "This is what we do:\n\n- We collect data\n- We use cookies\n"),
    (
        "cross_border",
        "absent",
        "Contents\n\n1. What do we keep?\n2. Is your information transferred internationally?\n",
    ),
    ("cross_border", "weak", "Contents\n\n1. What do we keep?\n2. Your information is transferred internationally.\n"),
    ("cookies", "absent", "Legal\n\nTerms of Service\nPrivacy Policy\nCookie Policy\n\nConnect"),
    ("cookies", "weak", "See our Privacy Policy and our Cookie Policy for more."),
    ("cookies", "weak", "For information about cookies and how to control them, see our Cookie Notice."),
    ("cookies", "present", "You can control cookies in your browser."),
]


@pytest.mark.parametrize(("clause", "status", "text"), PAIRS_ZH)
def test_chinese(status_in_policy, clause, status, text):
    assert status_in_policy(clause, text) == status


@pytest.mark.parametrize(("clause", "status", "text"), PAIRS_EN)
def test_english(status_in_policy, clause, status, text):
    assert status_in_policy(clause, text, "en") == status
