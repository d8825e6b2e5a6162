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
]


@pytest.mark.parametrize(("clause", "text", "status"), PAIRS)
def test_what_decides_a_clause(status_of, clause, text, status):
    assert status_of(clause, (EN if text.isascii() else ZH) + text) == status


def test_a_service_named_below_a_heading_on_third_parties_is_a_recipient(status_of):
    heading = "三、第三方服务\n本应用使用以下第三方服务：\n"
    assert status_of("sharing_recipients", f"{ZH}{heading}- 火山引擎：用于解析您输入的文本。\n") == "present"
    assert status_of("sharing_recipients", f"{ZH}{heading}- 某云：用于解析您输入的文本。\n") != "present"
