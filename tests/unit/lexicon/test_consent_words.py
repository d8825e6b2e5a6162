"""Which names in code are those of consent flags, and which way round they say it."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.lexicon.consent import ConsentWords, parse
from appaudit.lexicon.entries import LexiconError
from appaudit.yaml_files import parse_yaml

PAIRS = "asks: {class: a, method: b}\nquestion: {text: a, class: b}\nanswers: {agreeing: a, refusing: b}\n"


@pytest.fixture(scope="module")
def consent() -> ConsentWords:
    return shipped_lexicons().consent


@pytest.mark.parametrize(
    "name",
    [
        "privacy_agreed", "isPrivacyAgreed", "user_agree", "isAgree", "agreed", "has_consent", "KEY_USER_AGREEMENT",
        "agreePrivacyPolicy", "user_accept_privacy", "privacyPolicyAccepted", "acceptTerms", "sp_privacy",
        "gdpr_consent_given", "is_agree_protocol", "hasAgreedPrivacy", "protocol_agreed", "privacy_policy_agreed",
        "tongyi_yinsi", "yinsi_tongyi", "agreed_privacy_version", "privacy_state", "key_privacy_flag",
        "share_pref_privacy_prompt", "prefs_user_agreement", "agree_privacy", "userConsent", "privacyConfirmed",
        "authorizedPrivacy",
    ],
)  # fmt: skip
def test_names_that_say_the_user_has_agreed(consent, name):
    assert consent.before_consent(name) == 0


@pytest.mark.parametrize(
    "name",
    [
        "isFirstRun", "first_launch", "is_first_open", "isFirst", "firstInstall", "notAgreed", "disagree_privacy",
        "needShowPrivacy", "showPrivacyDialog", "shouldShowAgreement", "unagreed", "first_start", "privacy_refused",
    ],
)  # fmt: skip
def test_names_that_say_the_opposite(consent, name):
    assert consent.before_consent(name) == 1


@pytest.mark.parametrize(
    "name",
    [
        "dark_mode", "privacy_url", "agreement_title", "https://example.com/privacy", "firstName", "first_item",
        "a", "login_token", "userAgent", "privacyPolicyLink", "agreementActivity", "degree", "premium_policy_number",
        "first_page", "隐私政策", "onFirstFrame", "",
        "the user has to agree to the privacy policy before he can go on with it",
    ],
)  # fmt: skip
def test_names_that_say_nothing_of_consent(consent, name):
    assert consent.before_consent(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "privacy_version", "agreed_privacy_version", "PRIVACY_POLICY_VER", "agreementDate", "consent_v2",
        "user_protocol_version", "version_of_policy", "privacyAgreedVersionCode", "yszc_version",
    ],
)  # fmt: skip
def test_names_of_the_version_that_was_agreed_to(consent, name):
    assert consent.of_version(name)


@pytest.mark.parametrize(
    "name",
    [
        "cover", "hover", "versionName", "app-version", "Date", "clientVersion", "expiryDate", "protocol_version",
        "apkRemindVersionCode", "privacy_agreed", "privacy_url_version", "v2", "license_version", "",
    ],
)  # fmt: skip
def test_other_versions_and_dates(consent, name):
    assert not consent.of_version(name)


@pytest.mark.parametrize("method", ["putBoolean", "setAgreed", "save", "encode", "showPrivacy", "removeAll"])
def test_methods_that_write(consent, method):
    assert consent.writes(method)


@pytest.mark.parametrize("method", ["getBoolean", "isAgreed", "decodeBool", "contains", "settled", "onlyOnce", "a"])
def test_methods_that_read(consent, method):
    assert not consent.writes(method)


def test_whoever_asks_the_user_is_known_by_class_or_method(consent):
    assert consent.asks_by_class("com.example.PrivacyDialog")
    assert not consent.asks_by_class("com.example.dialogs.Worker")
    assert consent.asks_by_method("setOnAgreeListener")
    assert not consent.asks_by_method("execute")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("consent: 1\nwords: []\n", "unknown key 'words'"),
        ("consent: 1\nasks: {class: a}\n", "asks must have"),
        ("asks: {class: a, method: b}\n", "question must have"),
        (f"{PAIRS}stems: [a]\nagreed: ['(']\n", "agreed:"),
        (f"{PAIRS}stems: [a]\nagreed: text\n", "agreed must be a list"),
    ],
)
def test_a_lexicon_that_does_not_load_says_where(text, message):
    with pytest.raises(LexiconError, match=message):
        parse(parse_yaml(text, "consent.yaml"))


@pytest.mark.parametrize(
    ("words", "refuses", "agrees"),
    [("不同意并退出", True, True), ("同意并继续", False, True), ("暂不使用", True, False), ("I agree", False, True),
     ("Disagree", True, False), ("看看", False, False)],
)  # fmt: skip
def test_words_on_buttons(consent, words, refuses, agrees):
    assert (consent.refusing.search(words) is not None) is refuses
    assert (consent.agreeing.search(words) is not None) is agrees


def test_what_asks_for_consent_names_the_policy(consent):
    assert consent.question.search("请阅读并同意《隐私政策》与《用户协议》")
    assert consent.question.search("要删除这张图片吗？") is None
    assert consent.question_class.search("PrivacyPage")
    assert consent.question_class.search("SplashPage") is None
