"""Names behind a label, ways of one's own device, what an app on the device says; each beside what comes near it."""

from __future__ import annotations

import pytest
from tests.support.clause_pairs import status_tests

from appaudit.documents.document import document_from_bytes
from appaudit.model.facts.documents import ClauseFact, DeclaredSdkFact
from appaudit.policy import read_documents

RIGHTS = "## 您的权利\n\n"
LATER = "\n\n## 收集\n\n我们收集手机号。\n\n## 存储\n\n存储于境内。\n\n## 其他\n\n"
PAIRS_ZH = [
    ("operator_identity", "present", "## 联系我们\n\nOperator青禾信息技术有限公司"),
    ("operator_identity", "present", "## 数据控制者\n\n姓名：Ivan Petrov"),
    ("operator_identity", "weak", "## 账号\n\n姓名：Ivan Petrov"),
    ("operator_identity", "present", "Ivan Petrov 是本应用的数据控制者。"),
    ("operator_identity", "weak", "Ivan Petrov 是地图的作者。"),
    ("access_copy", "present", f"{RIGHTS}查阅、更正、删除：\n个人资料：通过“我的”→“设置”操作。"),
    ("access_copy", "weak", f"{RIGHTS}查阅、更正、删除：\n个人资料：我们会保护。"),
    ("consent_withdrawal", "absent", "您可以通过以下方式管理您的个人信息以及相关授权：\n\n查看头像：点击头像。"),
    ("consent_withdrawal", "present", "您可以通过以下方式管理您的授权：\n\n关闭定位权限：在系统设置中关闭。"),
    ("consent_withdrawal", "absent", "蓝牙权限：用于开启/关闭蓝牙功能，连接手环。"),
    ("consent_withdrawal", "present", f"{RIGHTS}- 设备权限：您可以通过设备设置控制应用对麦克风的访问。"),
    ("consent_withdrawal", "absent", f"{RIGHTS}- 设备：您可以通过设备设置控制屏幕的亮度。"),
    ("correction", "weak", f"用户可以自行决定修改其个人信息。{LATER}如对本政策有疑问，请发邮件至 kf@qinghe.cn。"),
    (
        "correction",
        "present",
        f"{RIGHTS}您有权更正个人信息。\n\n## 行使\n\n如需行使上述权利，请发邮件至 kf@qinghe.cn。",
    ),
    ("correction", "weak", f"{RIGHTS}您有权更正您的个人信息。\n\n## 联系我们\n\n邮箱：kf@qinghe.cn。"),
    ("correction", "absent", "| 权限 | 用途 |\n| --- | --- |\n| 修改或删除您的SD卡中的内容 | 缓存 |"),
    ("retention_period", "weak", "我们的服务器不保留任何数据。数据仅存储在您的设备上，您可以随时删除应用和本地数据。"),
    ("retention_period", "absent", "数据仅存储在您的设备上，您可以随时删除应用。"),
    ("breach_notice", "weak", "如您发现个人信息泄密，请立即联络客服，以便我们采取相应措施。"),
    ("breach_notice", "absent", "如您发现信息有误，请立即联络客服，以便我们采取相应措施。"),
]
PAIRS_ZH += [
    ("operator_identity", "present", "## 数据控制者\n\n姓名: Ivan A. Petrov"),
    ("account_cancellation", "weak", "您可以点击“____”-“____”注销账号。"),
    ("account_cancellation", "present", "您可以点击“我的”-“账号”注销账号。"),
    ("account_cancellation", "weak", "如需注销账号，请拨打客服电话____。"),
    ("account_cancellation", "present", "如需注销账号，请拨打客服电话 010-62345678。"),
    ("sharing_consent", "weak", "只有当您主动选择分享时，数据才会离开您的设备。"),
    ("sharing_consent", "absent", "只有当您主动打开灯时，数据才会显示。"),
    ("security_measures", "present", "您可以启用面容ID或指纹锁定应用，以保护您的数据。"),
    ("security_measures", "absent", "您可以用面容ID登录应用。"),
    ("access_copy", "present", "您可以随时将所有记录导出为CSV文件。"),
    ("access_copy", "absent", "您可以随时将图片导出为PNG文件。"),
    ("correction", "weak", "您可以更正个人信息。我们收集及使用信息，请慎重考虑是否在上述渠道公开。"),
    ("deletion", "weak", "## 删除您的信息\n\n您可以删除信息。\n有关本声明的问题请与我们联系。地址是：kf@qinghe.cn。"),
    ("cross_border", "weak", "您的信息可能被传输到您所在的州、省、国家以外的计算机上。"),
    ("cross_border", "absent", "您可能在您所在的州、省、国家以外的商店里看到我们。"),
    ("complaint_channel", "weak", "## 联系我们\n\n对隐私有疑问？\n发送邮件：kf@qinghe.cn"),
    ("sharing_consent", "weak", "我们不出售信息。仅在下列情形下才会向第三方提供：\n- 法律要求。"),
]
PAIRS_EN = [
    ("deletion", "present", "Deleting the app permanently removes all your data."),
    ("deletion", "weak", "Uninstalling the app removes all data it has stored."),
    ("retention_period", "present", "Data stays on your device. Deleting the app permanently removes all your data."),
    ("access_copy", "present", "You can export your entries to CSV at any time."),
    ("access_copy", "absent", "You can export a drawing to PNG at any time."),
    ("security_measures", "present", "Optional Face ID/Touch ID lock protects your entries."),
    ("security_measures", "absent", "We use Face ID to let you sign in."),
    ("consent_withdrawal", "absent", "You can ask us to restrict the processing of your data; write to a@egret.io."),
    ("complaint_channel", "weak", "## Contact\n\nQuestions about privacy? Email a@egret.io"),
    ("complaint_channel", "weak", "## Contact\n\nEmail: a@egret.io"),
    ("complaint_channel", "absent", "## Newsletter\n\nEmail: a@egret.io"),
    ("personalization_optout", "weak", "We send you special offers unless You have opted not to receive them."),
    ("personalization_optout", "absent", "We send you special offers on Sundays."),
    (
        "cookies",
        "present",
        "## Cookies\n\n- Login cookies: to keep you in.\n\nThese can be controlled through your device settings.",
    ),
    ("cookies", "weak", "## Cookies\n\n- Login cookies: to keep you in.\n\nThese can be seen by our pages."),
]
PAIRS_EN += [
    ("operator_identity", "present", "This app is solo-developed by Maria Gomez, who takes care of it."),
    ("operator_identity", "absent", "This app is solo-developed by people who take care of it."),
    ("operator_identity", "present", "## Data controller:\n\nName: Maria Gomez\nEmail: a@egret.io"),
    ("operator_identity", "absent", "## What we take\n\nName: Maria Gomez\nEmail: a@egret.io"),
    ("deletion", "present", "If you delete the app, all data is permanently deleted."),
    ("deletion", "weak", "If you delete the app, your data is removed when you uninstall it."),
    ("retention_period", "present", "## Data Retention\n\nDeleting the app permanently removes all local data."),
    ("security_measures", "present", "You can enable biometric authentication to protect your data."),
    ("sharing_consent", "weak", "We share data only where lawful and necessary with the following companies:"),
    ("sharing_consent", "weak", "We do not sell your data. We only share it as described below."),
    ("sharing_consent", "absent", "We do not sell your boat. We only share it among friends."),
    ("operator_identity", "present", "## Contact\n\n**Company Name:** Gray Heron\n\n**Email:** a@egret.io"),
    ("storage_location", "present", "| Provider | Server location |\n| --- | --- |\n| Alpha | EU |\n| Beta | USA |"),
    ("storage_location", "absent", "| Provider | Home of company |\n| --- | --- |\n| Alpha | EU |\n| Beta | USA |"),
    (
        "response_deadline",
        "present",
        "Email a@egret.io and we will delete your account, usually within 1-3 business days.",
    ),
    ("response_deadline", "absent", "Parcels come, usually within 1-3 business days."),
    ("cookies", "present", "## Cookies\n\nYou can control these technologies through your device settings."),
]

test_chinese = status_tests(PAIRS_ZH, "zh")
test_english = status_tests(PAIRS_EN, "en")


def read(lexicon, text: str, name: str = "policy.md"):
    return read_documents([document_from_bytes(name, text.encode())], lexicon).facts


def test_a_label_that_html_glues_to_the_name_behind_it_says_who_runs_the_app(lexicon):
    body = "<h1>青禾隐私政策</h1><p>我们重视您的隐私。</p><div><strong>Operator</strong>青禾信息技术有限公司</div>"
    facts = read(lexicon, f"<html><body>{body}</body></html>", "policy.html")
    assert [f.status for f in facts if isinstance(f, ClauseFact) and f.id == "operator_identity"] == ["present"]


@pytest.mark.parametrize("kinds", [("必要Cookie", "广告Cookie"), ("Functional Cookies", "Targeting Cookies")])
def test_kinds_of_cookies_are_nobody(lexicon, kinds):
    rows = "".join(f"| {name} | 统计分析 |\n" for name in (*kinds, "友盟"))
    facts = read(lexicon, f"# 青禾隐私政策\n\n## 第三方Cookie\n\n| 名称 | 目的 |\n| --- | --- |\n{rows}")
    assert [fact.name for fact in facts if isinstance(fact, DeclaredSdkFact)] == ["友盟"]
