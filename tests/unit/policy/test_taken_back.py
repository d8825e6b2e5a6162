"""Sentences that take back what the one before says, and near twins that speak of something else."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.documents.document import document_from_bytes, document_from_text
from appaudit.model.facts.documents import ClauseFact
from appaudit.policy import read_documents

WAY = "您可以在“我的-设置-账号与安全”中注销您的账号。"
OTHER = "\n第二节 其他\n我们采取加密等安全措施保护您的个人信息。"


def status(text: str, clause: str = "account_cancellation") -> str:
    document = document_from_text(f"示例商城隐私政策\n注册账号时，我们收集您的手机号码。\n{text}\n{OTHER}")
    facts = read_documents([document], shipped_lexicons().policy).facts
    return {fact.id: fact.status for fact in facts if isinstance(fact, ClauseFact)}.get(clause, "absent")


@pytest.mark.parametrize(
    "after",
    [
        "目前本功能暂未开放。", "该功能尚未上线。", "\n以上功能本版本暂不提供。", "因系统升级，上述入口已关闭。",
        "注销申请我们一律不予受理。",
    ],
)  # fmt: skip
def test_what_the_next_sentence_takes_back_is_not_said(after: str) -> None:
    assert status(WAY + after) == "weak"


@pytest.mark.parametrize(
    "after",
    [
        "", "夜间模式功能暂未开放。", "头像修改功能暂未开放。", "3.0以下版本暂不支持该功能，请先升级。",
        "如该入口暂时无法使用，请联系客服。", "部分功能暂未开放的，以实际页面为准。", "我们暂不支持微信账号的解绑。",
        "\n您还可以修改头像。\n该功能暂未开放。",
    ],
)  # fmt: skip
def test_what_concerns_something_else_takes_nothing_back(after: str) -> None:
    assert status(WAY + after) == "present"


@pytest.mark.parametrize(
    ("clause", "said", "taken"),
    [
        ("deletion", "您可以在“我的-设置”中删除您的个人信息。", "目前该删除功能暂未开放。"),
        ("consent_withdrawal", "您可以在“设置-隐私”中撤回同意。", "撤回功能暂未上线。"),
        ("complaint_channel", "您可以通过客服热线400-800-8888投诉举报，我们将在15个工作日内回复。", "该热线尚未开通。"),
    ],
)
def test_other_clauses(clause: str, said: str, taken: str) -> None:
    assert (status(said, clause), status(said + taken, clause)) == ("present", "weak")


def test_all_that_stands_above_in_a_section_is_taken_back_by_what_points_to_all_of_it() -> None:
    assert status(f"{WAY}\n我们会验证您的身份。\n上述各项功能均不可用。") == "weak"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("以下条款不适用于中国大陆地区用户", "absent"),
        ("以下内容为范本，仅供参考", "absent"),
        ("以下条款适用于所有用户", "present"),
    ],
)
def test_a_heading_that_says_for_whom_what_follows_holds(heading: str, expected: str) -> None:
    page = f"<h1>示例商城隐私政策</h1><p>注册账号时，我们收集您的手机号码。</p><h2>{heading}</h2><p>{WAY}</p>"
    facts = read_documents([document_from_bytes("a.html", page.encode())], shipped_lexicons().policy).facts
    found = {fact.id: fact.status for fact in facts if isinstance(fact, ClauseFact)}
    assert found.get("account_cancellation", "absent") == expected


def test_a_feature_that_is_not_available_yet_in_english() -> None:
    page = "Privacy Policy\nWe collect your phone number to create your account.\nYou can delete your account in {}\n"
    said, taken = (
        page.format("Settings > Account."),
        page.format("Settings > Account. This feature is not yet enabled."),
    )
    found = []
    for text in (said, taken):
        facts = read_documents([document_from_text(text)], shipped_lexicons().policy).facts
        statuses = {fact.id: fact.status for fact in facts if isinstance(fact, ClauseFact)}
        found.append(statuses.get("account_cancellation", "absent"))
    assert found[0] == "present"
    assert found[1] != "present"
