"""Policies among the texts of an app: those in Chinese first, and how much text makes one."""

from __future__ import annotations

from tests.support.shipped import shipped_lexicons

from appaudit.model.artifact import Text
from appaudit.texts.policy_texts import policy_texts

CHINESE = (
    "青禾记账隐私政策\n我们收集您的手机号码，用于创建账号。未经您的同意，我们不会与第三方共享您的个人信息。"
    "您可以删除您的个人信息或者注销账号。您的信息保存在中国境内，保存期限为账号存续期间。"
    "未成年人使用本应用须经监护人同意。我们采取加密等安全措施。联系我们：privacy@qinghe.example。\n"
)
ENGLISH = (
    "Qinghe Privacy Policy\nWe collect your telephone number to create your account. We do not share personal "
    "information with third parties without your consent. You may delete your personal information or your account. "
    "Your data are stored as long as the account exists. Children need the consent of their guardians. We protect data "
    "by encryption and other security measures. Contact us at privacy@qinghe.example.\n"
)
MORE_CHINESE = "各项功能以产品页面的说明为准，使用前请仔细阅读本政策。\n"
MORE_ENGLISH = "What each function does is said on its own page, which should be read before it is used.\n"


def places(**texts: str) -> list[str]:
    """The places of those texts that are policies, in the order in which they are read."""
    found = [Text(place=name, text=text) for name, text in texts.items()]
    return [text.place for text in policy_texts(found, shipped_lexicons().ui.policy)]


def test_a_policy_in_chinese_is_read_before_longer_ones_in_other_languages() -> None:
    english = [ENGLISH + MORE_ENGLISH * count for count in (40, 50, 60)]
    assert places(en=english[0], us=english[1], uk=english[2]) == ["uk", "us", "en"]
    assert places(en=english[0], us=english[1], uk=english[2], cn=CHINESE + MORE_CHINESE * 30) == ["cn", "uk", "us"]


def test_a_chinese_character_says_as_much_as_two_letters() -> None:
    chinese, english = CHINESE + MORE_CHINESE * 25, ENGLISH + MORE_ENGLISH * 6
    assert 800 < len(chinese) < 1_000
    assert 900 < len(english) < 1_100
    assert places(cn=chinese, en=english) == ["cn"]
    assert places(cn=CHINESE) == []


def test_a_file_with_the_name_of_a_policy_may_be_a_thin_one() -> None:
    thin = "隐私政策\n我们收集设备信息。信息保存期限为六个月。如有疑问请联系我们。\n" + MORE_CHINESE * 40
    assert places(**{"assets/privacy_policy_cn.html": thin}) == ["assets/privacy_policy_cn.html"]
    assert places(**{"assets/privacy/terms.html": thin}) == []


AGREEMENT = (
    "请您阅读《青禾服务条款》、《青禾隐私权政策》。我们收集您的信息，向第三方提供服务。您可以注销账号。"
    "内容存储在服务器上。未成年人须由监护人陪同。请与我们联系。\n"
)


def test_an_agreement_that_refers_to_a_policy_is_none() -> None:
    rest = AGREEMENT + MORE_CHINESE * 40
    assert places(terms=f"青禾\n青禾服务条款\n2024年1月1日生效\n{rest}") == []
    assert places(terms=f"青禾\n青禾隐私条款\n2024年1月1日生效\n{rest}") == ["terms"]
    assert places(terms=f"用户服务协议与隐私政策\n{rest}") == ["terms"]
    assert places(terms=f"用户服务协议\n隐私政策\n{rest}") == ["terms"]
    assert places(terms=rest) == ["terms"]
