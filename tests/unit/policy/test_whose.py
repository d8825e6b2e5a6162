"""Whose policy a document is, by its names and those of the app."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.documents.document import document_from_text
from appaudit.model.facts.documents import MentionFact
from appaudit.model.facts.policy_text import PolicyTextFact
from appaudit.policy import PolicyReading, read_documents
from appaudit.policy.whose import AuditedApp

CONTACTS = "您使用邀请好友功能时，我们会收集您的通讯录信息，用于发出邀请。"
RULES = "注册账号时，我们收集您的手机号码，用于创建账号。您可以在“设置-注销账号”中注销账号。\n\n" * 8
IN_ENGLISH = "We collect your contacts when you invite friends. You can write to us at any time.\n\n" * 20


def read(*texts: str, label: str = "青禾记账", package: str = "com.example.app") -> PolicyReading:
    documents = [document_from_text(text, f"{number}.md") for number, text in enumerate(texts)]
    app = AuditedApp(names=(label,) if label else (), package=package)
    return read_documents(documents, shipped_lexicons().policy, app)


def others(*texts: str, label: str = "青禾记账", package: str = "com.example.app") -> list[str]:
    facts = read(*texts, label=label, package=package).facts
    return [fact.subject for fact in facts if isinstance(fact, PolicyTextFact) and fact.issue == "other_name"]


def titled(name: str, text: str = "") -> str:
    return f"# {name}隐私政策\n\n{text}{RULES}"


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("青禾记账", "小鹿浏览器"),
        ("青禾天气", "小鹿天气"),
        ("青禾记账", "青禾记账商家版"),
        ("青禾记账", "青禾记账供应商"),
        ("青禾记账", "sunny weather"),
        ("青禾记账", "xiaolu liulanqi"),
        ("greenledger", "小鹿浏览器"),
        ("青禾平台", "小鹿平台"),
    ],
)
def test_a_title_that_names_another_app_is_told(label: str, title: str) -> None:
    assert others(titled(title), label=label) == [title]


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("青禾记账", "青禾记账"),
        ("青禾记账", "青禾科技"),
        ("青禾天气", "青禾天气"),
        ("青禾记账", "临江某某科技有限公司"),
        ("青禾记账", "儿童"),
        ("青禾记账", "qinghe jizhang"),
        ("青禾记账", "qhjz"),
        ("QingHe", "青禾记账"),
        ("青禾记账商家", "青禾记账商家版"),
        ("青禾记账", "青禾记账极速版"),
        ("青禾供应商之家", "青禾供应商"),
        ("@string/app_name", "小鹿浏览器"),
        ("", "小鹿浏览器"),
    ],
)
def test_names_that_fit_or_are_no_names_are_no_other_app(label: str, title: str) -> None:
    assert others(titled(title), label=label) == []


@pytest.mark.parametrize(
    ("title", "text", "package", "named"),
    [
        ("Green Ledger ", "", "com.greenledger.app", []),
        ("Green Ledger ", "", "com.sunnyweather.app", ["green ledger"]),
        ("Green Ledger ", "感谢使用青禾记账。", "com.example.app", []),
        ("鹭鸣", "本政策适用于鹭鸣旗下青禾记账、青禾骑行等产品。", "com.example.app", []),
        ("鹭鸣", "本政策适用于鹭鸣旗下青禾骑行等产品。", "com.example.app", ["鹭鸣"]),
        ("小鹿账本", "小鹿账本现已更名为青禾记账。", "com.example.app", []),
    ],
)
def test_what_a_document_and_the_package_say_of_names(title: str, text: str, package: str, named: list[str]) -> None:
    assert others(titled(title, text), package=package) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("隐私政策\n\n本政策适用于我们运营的“小鹿浏览器”App。我们收集手机号。\n", ["小鹿浏览器"]),
        ("隐私政策\n\n本政策适用于我们运营的“青禾记账”App。我们收集手机号。\n", []),
        ("隐私政策\n\n本政策适用于小鹿浏览器APP。我们收集手机号。\n", ["小鹿浏览器"]),
        ("隐私政策\n\n本政策适用于青禾记账APP。我们收集手机号。\n", []),
        ("隐私政策\n\n欢迎使用“小鹿浏览器”！我们收集手机号。\n", ["小鹿浏览器"]),
        ("隐私政策\n\n本政策不适用于第三方，如“小鹿浏览器”App。我们收集手机号。\n", []),
        ("青禾记账隐私政策\n\n本政策由北京小鹿科技有限公司制定，适用于“小鹿浏览器”应用。\n", ["小鹿浏览器"]),
        ("青禾记账隐私政策\n\n本政策由北京小鹿科技有限公司制定，适用于“青禾记账”应用。\n", []),
        ("隐私政策\n\n本政策适用于“小鹿浏览器”“青禾记账”应用。\n", []),
        ("隐私政策\n\n登录需要“小鹿浏览器”App。我们收集手机号。\n", []),
    ],
)
def test_what_a_policy_says_it_applies_to(text: str, named: list[str]) -> None:
    assert others(text) == named


def test_a_policy_of_another_app_is_told_beside_one_of_this() -> None:
    assert others(titled("青禾记账"), titled("小鹿浏览器")) == ["小鹿浏览器"]
    assert others(titled("青禾记账"), titled("青禾记账极速版")) == []


def names_contacts(*texts: str) -> bool:
    return any(isinstance(fact, MentionFact) and fact.data_type == "contacts" for fact in read(*texts).facts)


@pytest.mark.parametrize(
    "beside",
    [
        f"# Green Ledger Privacy Policy\n\n{IN_ENGLISH}",
        titled("青禾记账", f"本政策已失效。\n\n{CONTACTS}"),
        f"# 青禾记账隐私政策（旧版）\n\n{CONTACTS}",
        f"# 青禾记账小程序隐私保护指引\n\n{CONTACTS}",
        f"# 用户协议\n\n欢迎使用青禾记账。{CONTACTS}",
    ],
    ids=["English", "repealed", "old", "mini-program", "terms"],
)
def test_what_does_not_count_beside_a_policy_discloses_nothing_and_leaves_no_gap(beside: str) -> None:
    assert not names_contacts(titled("青禾记账"), beside)
    assert names_contacts(titled("青禾记账", CONTACTS), beside)
    assert read(titled("青禾记账"), beside).gaps == []


@pytest.mark.parametrize(
    "beside",
    [
        titled("青禾记账", CONTACTS),
        f"# 青禾记账儿童个人信息保护规则\n\n{CONTACTS}",
        f"# 附件\n\n{CONTACTS}",
    ],
)
def test_what_counts_beside_a_policy(beside: str) -> None:
    assert names_contacts(titled("青禾记账"), beside)


def test_a_document_in_english_counts_where_no_policy_in_chinese_is_beside_it() -> None:
    assert names_contacts("# 第三方SDK清单\n\n本应用未接入第三方SDK。\n", f"# Privacy Policy\n\n{IN_ENGLISH}")


@pytest.mark.parametrize(
    ("text", "is_gap"),
    [
        (f"# 青禾记账儿童隐私政策\n\n{RULES}", True),
        (titled("青禾记账"), False),
        (f"# 青禾记账隐私政策（iOS版）\n\n{RULES}", True),
        (f"# 青禾记账隐私政策（安卓版）\n\n{RULES}", False),
        (titled("青禾记账", "本网站使用Cookie。本网站由我们运营。您访问本网站时适用本政策。"), True),
        (titled("青禾记账", "本网站使用Cookie。本网站由我们运营。您访问本网站和应用时适用本政策。"), False),
        (titled("青禾记账", "本政策适用于青禾记账iOS客户端。"), True),
        (titled("青禾记账", "本政策适用于青禾记账iOS及Android客户端。"), False),
    ],
)
def test_a_document_for_others_leaves_a_gap_where_it_is_alone(text: str, is_gap: bool) -> None:
    assert bool(read(text).gaps) == is_gap


def test_a_policy_for_another_system_holds_where_no_app_is_audited() -> None:
    text = f"# 青禾记账隐私政策（iOS版）\n\n{RULES}"
    assert read(text, label="", package="").gaps == []
    assert read(f"# 青禾记账隐私政策（历史版本）\n\n{RULES}", label="", package="").gaps != []


@pytest.mark.parametrize("name", ["青禾记账小程序", "青禾记账"])
def test_a_document_of_a_mini_program_is_that_of_no_app(name: str) -> None:
    text = titled(name, "本小程序由我们运营。本小程序使用微信登录。您使用本小程序时适用本政策。")
    mini_program = AuditedApp(names=("青禾记账",), package="wx1", is_mini_program=True)
    documents = [document_from_text(text, "privacy.md")]
    assert read(text).gaps
    assert read_documents(documents, shipped_lexicons().policy, mini_program).gaps == []
    assert read_documents(documents, shipped_lexicons().policy).gaps == []
