"""Sentences of kinds that fresh policies were misread for, each beside one that differs in what decides."""

from __future__ import annotations

import pytest

from appaudit.documents.document import document_from_text
from appaudit.policy import read_documents


@pytest.fixture(scope="module")
def status_of(lexicon):
    """Give the status of a clause in a text."""

    def read(clause: str, text: str) -> str:
        facts = read_documents([document_from_text(text)], lexicon).facts
        return next((fact.status for fact in facts if fact.kind == "clause" and fact.id == clause), "absent")

    return read


ZH = "隐私政策\n我们重视您的个人信息，并按照本政策收集和使用您的个人信息。\n"
EN = "Privacy Policy\nWe value your privacy and use your personal information as this policy says.\n"

PAIRS = [
    # The supplier of a service is not who runs the app.
    ("operator_identity", "我们由青鸟科技股份有限公司运营。", "present"),
    ("operator_identity", "消息推送服务供应商：由青鸟科技股份有限公司提供推送技术服务。", "weak"),
    # Whom a rule shuts out has withdrawn nothing.
    ("consent_withdrawal", "您可以在系统设置中关闭位置权限。", "present"),
    ("consent_withdrawal", "一经发现不良信息，会禁用该用户的所有权限。", "absent"),
    # Where the ways to reach the operator stand, an answer in days is a deadline.
    (
        "response_deadline",
        "三、如何联系我们\n邮箱：a@qingshan.example\n一般情况下，我们将在十五个工作日内回复。",
        "present",
    ),
    ("response_deadline", "三、停止运营\n我们将在停止运营前三十日内通知您。", "absent"),
    ("retention_period", "您输入的文本仅用于解析，处理完成后不会在服务器端留存。", "present"),
    ("retention_period", "您输入的文本仅用于解析，处理完成后会显示结果。", "absent"),
    ("operator_contact", "如发现账号被盗，请您立即联络本应用客服。", "weak"),
    ("effective_date", "Effective August 5, 2026Version 1.0", "present"),
    ("effective_date", "Version 1.0", "weak"),
    ("retention_period", "Account data is retained while your account is active and deleted on request.", "present"),
    ("policy_change_notice", "We will post material changes here and update the effective date.", "weak"),
    ("storage_location", "Personal data may be processed in the United States.", "present"),
    ("storage_location", "Personal data may be processed in the cloud.", "absent"),
    ("sharing_consent", "We share a photo only after the app obtains the consent required for that transfer.", "weak"),
    # Access to the hardware of a phone protects nothing; access of staff that is limited does.
    ("security_measures", "为提供服务，您需要开通相机、通讯录、蓝牙等访问权限。", "absent"),
    ("security_measures", "为保护您的信息，我们严格限制员工的访问权限。", "present"),
    # A condition that an account be cancelled tells no way to do it.
    ("account_cancellation", "如存在以下情况，我们将删除信息：\n- 若用户通过注销等方式终止使用服务的。", "weak"),
    ("account_cancellation", "您可以通过“我的-设置-注销账号”终止使用服务。", "present"),
    ("account_cancellation", "六、账户管理\n- **删除账户**：您可以要求我们删除您的所有数据。", "weak"),
    ("account_cancellation", "六、账户管理\n- **暂停服务**：您可以要求我们暂停服务。", "absent"),
    # A dialog that asks for a permission is no notice of a new policy.
    ("policy_change_notice", "如需新的权限，我们会通过弹窗的方式提示您选择是否授权，并在隐私政策中更新。", "absent"),
    ("policy_change_notice", "如隐私政策更新，我们会通过弹窗的方式提示您，由您选择是否同意。", "present"),
    # Consent to making information public is no consent to sharing it.
    ("sharing_consent", "4.3 信息公开\n我们不会公开您的个人信息，除非：\n- 获得您的明确同意", "absent"),
    ("sharing_consent", "4.3 信息共享\n我们不会共享您的个人信息，除非：\n- 获得您的明确同意", "present"),
    # The name of the app is not the studio's that runs it.
    ("operator_identity", "本政策适用于您通过One工作室应用程序访问的服务，我们会保护信息。", "weak"),
    ("operator_identity", "本应用由青鸟游戏工作室（以下简称“我们”）提供。", "present"),
    ("sensitive_pi", "您需要提供姓名、身份证号码以完成实名验证。这些信息属于个人敏感信息，您可以拒绝提供。", "present"),
    ("sensitive_pi", "您需要提供昵称、头像以完成注册。这些信息不属于个人敏感信息。", "weak"),
    ("retention_period", "您在使用本应用服务期间，我们将持续为您保存。", "weak"),
    ("retention_period", "您在使用本应用服务期间，我们将持续为您服务。", "absent"),
    # Rules on children name the guardian and the child as those who ask.
    ("deletion", "如有以下情况，监护人和未成年人可以联系我们删除未成年人的个人信息：\n- 违反双方的约定。", "present"),
    ("deletion", "如监护人发现未经同意收集了未成年人的信息，我们会尽快删除相关数据。", "weak"),
    # The platform that carries something out is not who runs the app.
    ("operator_identity", "Synchronisation is operated entirely by Apple Inc. and we take no part in it.", "weak"),
    ("operator_identity", "The app is operated by Kingfisher Labs Inc. and we protect your data.", "present"),
    # Who may use an account has consented to nothing.
    ("minors", "Data is shared with family members (parents and children) who are authorized to use it.", "weak"),
    ("minors", "Children may use the app if their parents have authorized it.", "present"),
    # A disclaimer gives no notice of an incident.
    ("breach_notice", "We inform users of our rules. The user shall be responsible for any leakage.", "absent"),
    ("breach_notice", "In case of a leakage we inform users by e-mail.", "present"),
    # What somebody else changes is no change of the policy.
    (
        "policy_change_notice",
        "Third-party SDKs may have changes in the data they take due to policy adjustments.",
        "absent",
    ),
    ("policy_change_notice", "We may change this policy from time to time, so please review it.", "weak"),
    ("access_copy", "Recordings stay on your Mac unless you choose to export or share them.", "absent"),
    ("access_copy", "You can export your recordings in Settings > Data.", "present"),
    ("retention_period", "We retain your data as long as your family account is active.", "present"),
    ("retention_period", "If you delete your account, all data will be permanently deleted within 30 days.", "present"),
    ("retention_period", "We will answer within 30 days if you cannot delete your account.", "absent"),
    ("retention_period", "When you uninstall the app, all records on the device will be deleted.", "present"),
    ("effective_date", "Last Updated: 2024.07", "present"),
    ("effective_date", "Version: 2.4.07", "weak"),
    ("cross_border", "Some of these third parties may be located outside your home country.", "weak"),
    ("cross_border", "You may use the app outside your home country.", "absent"),
    ("security_measures", "We take active measures to protect accounts and passwords.", "weak"),
    ("sharing_recipients", "The app sends the snapshot to the Telegram Bot API.", "present"),
    ("sharing_recipients", "The app sends the snapshot to the folder that you chose.", "absent"),
]

RIGHTS = "Email: privacy@kingfisher.example\n5. Your rights\n%s\nYou have the right to:\n- %s.\n"
WAY = "To exercise your rights, please send all requests to the email address above."


@pytest.mark.parametrize(
    ("clause", "right"),
    [
        ("access_copy", "Access your Personal Data (including a copy thereof)"),
        ("correction", "Request rectification of your Personal Data"),
        ("consent_withdrawal", "Withdraw any consent at any time"),
        ("personalization_optout", "Object to processing for direct marketing, including profiling"),
    ],
)
def test_a_way_that_is_told_before_a_list_of_rights_is_the_way_of_each(status_of, clause, right):
    assert status_of(clause, EN + RIGHTS % (WAY, right)) == "present"
    assert status_of(clause, EN + RIGHTS % ("The rights below are given by law.", right)) == "weak"


@pytest.mark.parametrize(("clause", "text", "status"), PAIRS)
def test_what_decides_a_clause(status_of, clause, text, status):
    assert status_of(clause, (EN if text.isascii() else ZH) + text) == status


def test_a_service_named_below_a_heading_on_third_parties_is_a_recipient(status_of):
    heading = "三、第三方服务\n本应用使用以下第三方服务：\n"
    assert status_of("sharing_recipients", f"{ZH}{heading}- 火山引擎：用于解析您输入的文本。\n") == "present"
    assert status_of("sharing_recipients", f"{ZH}{heading}- 某云：用于解析您输入的文本。\n") != "present"
