"""What screens tell of accounts and consent."""

from __future__ import annotations

import pytest

from appaudit.derive.parties import Parties
from appaudit.derive.screens import account_system_facts, consent_screen_facts
from appaudit.judge.evidence import lines_of
from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import PolicyReferenceFact, UiTextFact
from appaudit.model.facts.conduct import CheckBoxFact, TextLinkFact
from appaudit.model.facts.derived import SdkFact
from appaudit.model.facts.package import AppFact, ComponentFact
from appaudit.model.knowledge import Knowledge, SdkCategory
from appaudit.model.location import Location
from appaudit.model.sdks import SdkSignature, Signals

LARK = SdkSignature(
    id="lark", name=Bilingual("云雀", "Lark"), category="push", signals=Signals(classes=("cn.lark",)), sources=()
)
EMPTY = Bilingual("", "")
KNOWLEDGE = Knowledge(
    sdks={"lark": LARK},
    sdk_categories={
        name: SdkCategory(id=name, name=EMPTY, purpose=EMPTY, scene=EMPTY, signs_in=signs_in)
        for name, signs_in in (("one-key-login", "yes"), ("social-login-share", "maybe"), ("push", "no"))
    },
)
APP = AppFact(package="cn.app.shop")


def texts(topic, *shown):
    return [UiTextFact(topic=topic, text=text) for text in shown]


def screen(*facts):
    return consent_screen_facts(FactSet(facts))


AGREED = texts("consent_dialog", "我已阅读并同意《隐私政策》")


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        ([], "none"),
        ([CheckBoxFact(layout="a", about="consent")], "unchecked"),
        ([CheckBoxFact(layout="a", about="consent", checked=True)], "checked"),
        ([CheckBoxFact(layout="a", checked=True)], "none"),
    ],
)
def test_the_box_of_a_consent_screen(boxes, expected):
    (fact,) = screen(*AGREED, *boxes)
    assert fact.checkbox == expected


def test_each_ticked_box_is_named_with_its_place():
    words = ("我已阅读并同意",)
    first = CheckBoxFact(
        layout="a", view="cb_terms", texts=words, about="consent", checked=True, location=Location(path="a.xml")
    )
    second = CheckBoxFact(layout="b", texts=words, about="consent", checked=True, location=Location(path="b.xml"))
    free = CheckBoxFact(layout="c", texts=words, about="consent", location=Location(path="c.xml"))
    (fact,) = screen(*AGREED, free, first, second)
    assert [(line.text, line.location.path) for line in lines_of(fact)] == [
        ("checkbox: checked (cb_terms · 我已阅读并同意)", "a.xml"),
        ("checkbox: checked (我已阅读并同意)", "b.xml"),
    ]


@pytest.mark.parametrize(("abouts", "expected"), [(("terms",), True), (("terms", "consent"), False)])
def test_boxes_for_terms_alone_are_told_apart(abouts, expected):
    boxes = [CheckBoxFact(layout=about, about=about, checked=True) for about in abouts]
    (fact,) = screen(*AGREED, *boxes)
    assert (fact.checkbox, fact.of_terms) == ("checked", expected)


def test_refusal_link_and_implied_consent():
    (fact,) = screen(
        *AGREED,
        *texts("consent_refusal", "不同意"),
        *texts("implied_consent", "登录即代表同意《用户协议》"),
        PolicyReferenceFact(text="《隐私政策》"),
        TextLinkFact(caller="cn.app.shop.Main.onCreate", party_kind="app"),
    )
    assert (fact.refusal, fact.implied, fact.policy_named, fact.policy_link) == (True, True, True, True)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (texts("implied_consent", "登录即代表你已同意"), True),
        (texts("implied_consent", "继续使用即表示同意"), False),
        (texts("consent_dialog", "同意并登录"), True),
        (texts("consent_dialog", "同意并登录", "同意并继续"), False),
        (texts("consent_dialog", "By signing up you agree to our policy"), True),
        (texts("consent_dialog", "By designing in you agree"), False),
        ([*texts("implied_consent", "登录即代表你已同意"), *texts("consent_refusal", "不同意")], False),
        ([CheckBoxFact(layout="res/layout/activity_login.xml", about="consent")], True),
        ([CheckBoxFact(layout="res/layout/a.xml", about="consent", texts=("登录即同意",))], True),
        ([CheckBoxFact(layout="res/layout/activity_splash.xml", about="consent", texts=("我已同意",))], False),
    ],
)
def test_what_asks_where_people_sign_in_is_told_apart(facts, expected):
    (fact,) = screen(*facts)
    assert fact.at_sign_in is expected


def test_links_of_libraries_are_not_the_apps():
    (fact,) = screen(*AGREED, TextLinkFact(caller="androidx.core.text.util.LinkifyCompat.add", party_kind="library"))
    assert (fact.refusal, fact.policy_link) == (False, False)


def test_nothing_about_consent_is_no_screen():
    assert screen(*texts("login", "登录")) == []


def accounts(facts, platform="android"):
    held = FactSet([APP, *facts])
    return account_system_facts(held, KNOWLEDGE, Parties(held, KNOWLEDGE), platform)


@pytest.mark.parametrize(
    ("facts", "confidence"),
    [
        ([ComponentFact(type="activity", name="cn.app.LoginActivity")], "high"),
        ([ComponentFact(type="activity", name="cn.app.AccountSafeActivity")], "high"),
        ([SdkFact(id="flash", name="闪验", category="one-key-login"), *texts("login", "本机号码一键登录")], "high"),
        ([SdkFact(id="flash", name="闪验", category="one-key-login")], "medium"),
        (texts("login", "登录", "注册", "获取验证码"), "medium"),
        (texts("login", "登录"), "low"),
        ([*texts("login", "手机号登录", "获取验证码"), *texts("account_registration", "请输入密码")], "medium"),
        ([*texts("login", "手机号登录", "获取验证码"), *texts("account_registration", "手机号登录")], "low"),
    ],
)
def test_signs_of_accounts(facts, confidence):
    (fact,) = accounts(facts)
    assert fact.confidence == confidence


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (texts("login", "登录", "微信登录", "请先登录"), ("low", True)),
        ([*texts("login", "登录"), *texts("account_registration", "设置密码")], ("medium", False)),
        ([*texts("login", "登录"), *texts("account_cancellation", "注销账号")], ("medium", False)),
        (texts("account_registration", "注册", "设置密码", "手机号登录"), ("high", False)),
    ],
)
def test_a_host_that_signs_in_is_no_account(facts, expected):
    (fact,) = accounts(facts, "miniprogram")
    assert (fact.confidence, fact.host_only) == expected
    assert len(fact.places) == len(fact.texts)


@pytest.mark.parametrize(
    "facts",
    [
        [ComponentFact(type="activity", name="cn.app.wxapi.WXEntryActivity")],
        [ComponentFact(type="activity", name="com.facebook.OAuthLoginRedirectActivity")],
        [ComponentFact(type="service", name="cn.app.LoginService")],
        [SdkFact(id="wechat", name="微信", category="social-login-share")],
        [ComponentFact(type="activity", name="cn.lark.internal.SignInHubActivity")],
        texts("shake_prompt", "摇一摇"),
        texts("account_registration", "请输入密码", "忘记密码", "修改密码"),
    ],
)
def test_what_is_no_sign_of_accounts(facts):
    assert accounts(facts) == []
