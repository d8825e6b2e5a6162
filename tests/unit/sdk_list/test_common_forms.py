"""Forms that many policies share: a label for the services used, links to policies of providers, terms agreed to."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")


def policy(line: str) -> str:
    return f"# Privacy Policy\n\n## Information Collection and Use\n\n{line}\n\n## Log Data\n\nWe want to inform you.\n"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("3rd party service used: egret.example", ["egret.example"]),
        ("Third-party services used: Firebase Crashlytics, egret.example.", ["Firebase Crashlytics", "egret.example"]),
        ("第三方服务使用：egret.example", ["egret.example"]),
        ("第三方服務使用： egret.example", ["egret.example"]),
        ("Third-party services used: none", []),
        ("Third-party service used: see the list in the app", []),
    ],
)
def test_a_label_for_the_services_used(tmp_path, line, names):
    assert [fact.name for fact in read(tmp_path, policy(line))] == names


LEAD = "Link to privacy policy of third party service providers used by the app"


@pytest.mark.parametrize(
    ("below", "found"),
    [
        ("Google Play Services", [("Google Play Services", "")]),
        (
            "*   [Crashlytics](https://firebase.google.com/support/privacy)\n*   [User IDFA for AdMob](https://a.example)",
            [("Crashlytics", "https://firebase.google.com/support/privacy"), ("AdMob", "https://a.example")],
        ),
        (
            "*   [AdMob](https://a.example)\n*   [Heron Signal](https://heron.example/privacy)",
            [("AdMob", "https://a.example"), ("Heron Signal", "https://heron.example/privacy")],
        ),
        ("Our own pages", []),
    ],
)
def test_names_below_a_line_on_the_policies_of_providers(tmp_path, below, found):
    assert [(fact.name, fact.link) for fact in read(tmp_path, policy(f"{LEAD}\n\n{below}"))] == found


def test_known_names_below_another_line_are_none(tmp_path):
    assert read(tmp_path, policy("Link to our pages in the stores\n\nGoogle Play Services")) == []


TERMS = (
    "# 隐私政策\n\n## 社交功能\n\n"
    "- 使用微信，您将同意微信的服务条款及隐私政策：http://weixin.qq.com/agreement\n"
    "- 使用 {name}，您将同意 {whose} 的服务条款与隐私政策：https://www.google.com/policies/privacy\n"
)


def test_whose_terms_users_agree_with_is_used(tmp_path):
    facts = read(tmp_path, TERMS.format(name="Google Fit", whose="Google Fit"))
    assert [(fact.name, fact.link) for fact in facts] == [
        ("微信", "http://weixin.qq.com/agreement"),
        ("Google Fit", "https://www.google.com/policies/privacy"),
    ]


def test_the_terms_of_the_app_itself_are_nobodys(tmp_path):
    assert (
        read(tmp_path, "# 隐私政策\n\n- 使用本应用，您将同意本公司的服务条款。\n- 使用本服务，您同意我们的隐私政策。\n")
        == []
    )
    by_using = "By using the App, you agree to our Terms.\n\nBy using Our Service, you agree to the Egret terms.\n"
    assert read(tmp_path, policy(by_using)) == []
