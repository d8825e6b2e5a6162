"""A document that says it does not hold is said to say so; one that speaks of another, or of a case, holds."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.documents.document import document_from_bytes
from appaudit.policy import read_documents

WHAT = "注册账号时，我们收集您的手机号码，用于创建账号。"
IN_ENGLISH = "We collect your phone number when you create an account. You can write to us at any time."


def said(page: str) -> set[tuple[str, str]]:
    found = read_documents([document_from_bytes("privacy.html", page.encode())], shipped_lexicons().policy)
    return {(gap.kind, gap.reason) for gap in found.gaps}


VOID = {(kind, "missing_part") for kind in ("clause", "mention", "declared_sdk")}


def page(sentence: str, style: str = "") -> str:
    what, title = (IN_ENGLISH, "Privacy Policy") if sentence[:1].isascii() and sentence else (WHAT, "青禾商城隐私政策")
    return f"<!doctype html><style>{style}</style><h1>{title}</h1><p>{sentence}</p><p class='x'>{what}</p>"


@pytest.mark.parametrize(
    "sentence",
    [
        "本政策已失效。",
        "本隐私政策自2025年3月1日起废止。",
        "本政策（2023年版）现已停止适用。",
        "本政策已被《青禾商城个人信息保护政策》取代，请以新政策为准。",
        "您正在查看的是历史版本。",
        "以上内容自2025年1月1日起停止适用。",
        "本文件为征求意见稿。",
        "本政策尚未生效。",
        "本政策已于2025年1月1日失效。",
        "【草稿】请勿外传。",
        "更新日期：2024年1月1日。【草稿】【内部讨论】请勿外传。",
        "本政策不适用于青禾商城应用。",
        "仅供测试使用，非正式文本。",
        "本稿公开征求意见至2027年1月1日。",
        "本政策不适用于我们的移动应用。",
        "本政策由青禾公司制定，仅适用于青禾商城网站。",
        "本政策仅适用于“青禾商城”iOS版。",
        "本政策仅适用于公司员工及求职者。",
        "This privacy policy is no longer in effect.",
        "This policy has been superseded by our new policy.",
        "You are viewing an archived version.",
    ],
)
def test_a_document_that_does_not_hold(sentence: str) -> None:
    assert said(page(sentence)) == VOID


@pytest.mark.parametrize(
    "sentence",
    [
        "自本政策生效之日起，此前的隐私政策同时失效。",
        "本政策取代我们此前发布的隐私政策。",
        "如我们更新本政策，更新后的政策将取代本政策，我们会以弹窗方式通知您。",
        "您撤回授权后，相应的授权失效，我们不再收集您的信息。",
        "本政策的任何条款被认定无效的，不影响其他条款的效力。",
        "账号注销后，本政策对您不再适用。",
        "如果本政策已失效，我们会删除您的信息。",
        "本政策自2026年1月1日起生效，旧版政策停止适用。",
        "本政策中的部分链接已失效。",
        "本政策不适用于第三方向您提供的服务。",
        "本政策适用于青禾商城网站和移动应用。",
        "本政策仅适用于青禾商城网站和移动应用。",
        "本政策仅适用于我们提供的产品和服务，不适用于第三方的移动应用。",
        "您可以在草稿箱中查看草稿。【草稿】会保存30天。",
        "本功能仅供测试使用。",
        "本政策不适用于青禾商城极速版应用。",
        "本政策不适用于小鹿浏览器应用。",
        "我们会就本政策的重大变更公开征求意见。",
        "This policy supersedes all previous versions, which are no longer in effect.",
        "Where this policy has been replaced, we will tell you.",
    ],
)
def test_a_document_that_holds(sentence: str) -> None:
    assert said(page(sentence)) == set()


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("h1::before{content:'本政策已失效'}", VOID),
        ('.x:after{content:"（以上内容不适用，本政策已废止）"}', VOID),
        ("h1::before{content:'\\672c\\653f\\7b56\\5df2\\5931\\6548'}", VOID),
        (".y::before{content:'本政策已失效'}", set()),
        ("h1::before{content:'本政策已失效';display:none}", set()),
        ("h1::before{content:'• '}", set()),
        ("h1::before{content:attr(title)}", set()),
    ],
)
def test_what_a_style_adds_is_read(style: str, expected: set[tuple[str, str]]) -> None:
    assert said(page("", style)) == expected
