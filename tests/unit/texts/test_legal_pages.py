"""Pages of a mini-program that are a document, and pages that are not."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.model.artifact import Text
from appaudit.texts.legal_pages import legal_pages
from appaudit.texts.policy_texts import policy_texts

PLACE = "pages/legal/legal.wxml"
POLICY = [
    "青禾小程序隐私政策",
    "更新日期：2026年3月1日",
    *(f"{number}、为了向您提供服务，我们会收集您的手机号码和收货地址，用于送货。" for number in range(1, 16)),
    "未经您同意，我们不会与第三方共享您的个人信息，法律法规另有规定的除外。",
    "您可以在“我的-设置”中更正、删除您的个人信息，或者注销账号，我们会在十五个工作日内处理。",
    "我们将您的信息保存在中国境内，保存期限为您使用服务期间，期满后会删除。",
    "如您是未满十四周岁的儿童，请在监护人陪同下阅读本政策。",
    "您可以通过 privacy@qinghe.example 联系我们，我们会尽快回复您的请求和意见。",
]  # fmt: skip
AGREEMENT = [
    "青禾用户服务协议",
    *(f"{number}、如果用户继续使用网络服务，则视为用户接受青禾对本服务条款所做的修改。" for number in range(1, 21)),
]
SIGN_IN = ["欢迎登录", "手机号", "请输入密码", "登录即代表您同意《用户服务协议》", "注销账号"]


def page(lines: list[str], place: str = PLACE) -> list[Text]:
    return [Text(place=place, text=line) for line in lines]


def test_a_policy_whose_lines_are_elements_is_read_as_one() -> None:
    other = Text(place="pages/user/user.wxml", text="退出登录")
    found = legal_pages([*page(POLICY), other], shipped_lexicons().ui.policy)
    assert found.shown == [other]
    assert [(text.place, text.text) for text in found.policies] == [(PLACE, "\n".join(POLICY))]
    assert policy_texts(found.shown, shipped_lexicons().ui.policy, found.policies) == found.policies


def test_an_agreement_is_no_policy_and_nothing_that_the_app_offers() -> None:
    found = legal_pages(page(AGREEMENT), shipped_lexicons().ui.policy)
    assert (found.shown, found.policies) == ([], [])


@pytest.mark.parametrize(
    "lines",
    [
        SIGN_IN,
        [*SIGN_IN, *(f"选项{number}" for number in range(300))],  # long, and of short pieces
        POLICY[:4],  # a notice
        AGREEMENT[1:],  # nothing says what it is
        ["请阅读《青禾用户服务协议》", *AGREEMENT[1:]],  # names one
    ],
)
def test_other_pages_stay_what_they_are(lines: list[str]) -> None:
    assert legal_pages(page(lines), shipped_lexicons().ui.policy).shown == page(lines)


def test_texts_of_scripts_and_settings_are_no_page() -> None:
    texts = page(POLICY, place="utils/texts.js")
    assert legal_pages(texts, shipped_lexicons().ui.policy).shown == texts
