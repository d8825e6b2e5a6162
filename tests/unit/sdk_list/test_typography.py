"""A list says what it says whatever its line ends, spaces, quotation marks, bullets, dashes and bold letters are."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.txt")

#: An English summary in sentences, and a list of entries: what each names.
_SUMMARY = (
    "Data safety\n\nCollection and sharing\n- Crash diagnostics SDK: yes, optional Firebase Crashlytics.\n"
    "- Google Mobile Ads SDK may collect and share ad-related data.\n"
)
_ENTRIES = (
    "Third-party services\n\nThe app uses the following processors:\n\n"
    "- **RevenueCat** (subscription management) — https://www.revenuecat.com/privacy\n"
    "- **Mixpanel** (product analytics) — https://mixpanel.com/legal/privacy-policy\n"
)


def _said(tmp_path, text, name="list.txt"):
    return [(fact.name, fact.purpose, fact.data, fact.link) for fact in read(tmp_path, text, name)]


@pytest.mark.parametrize("text", [_SUMMARY, _ENTRIES])
@pytest.mark.parametrize(
    ("written", "instead"),
    [("\n", "\r\n"), (" SDK", "\xa0SDK"), ("- ", "\xa0- "), ("- ", "• "), ("- ", "* "), (" — ", " – "), (" — ", " - ")],
)
def test_a_list_says_what_it_says_however_it_is_set(tmp_path, text, written, instead):
    assert _said(tmp_path, text.replace(written, instead)) == _said(tmp_path, text) != []


def test_bold_of_markdown_has_two_forms(tmp_path):
    heads = "| SDK | Provider | Purpose |\n| --- | --- | --- |\n"
    text = f"## Third parties\n\n{heads}| **Egret** (maps) | Egret Ltd | maps |\n"
    assert _said(tmp_path, text.replace("**", "__"), "list.md") == _said(tmp_path, text, "list.md") != []


def test_letters_inside_a_name_are_not_made_bold(tmp_path):
    text = "## Third parties\n\n| SDK | Purpose |\n| --- | --- |\n| egret__maps__sdk | maps |\n| Finch SDK | ads |\n"
    assert [name for name, *_ in _said(tmp_path, text, "list.md")] == ["egret__maps__sdk", "Finch SDK"]


@pytest.mark.parametrize("picture", ["📊", "🗺️", "🔔"])
def test_a_picture_before_a_name_is_no_part_of_it(tmp_path, picture):
    text = (
        f"## Third-party services\n\n- {picture} Mixpanel: product analytics\n- {picture} **Sentry** – crash reports\n"
    )
    assert [said[:2] for said in _said(tmp_path, text, "list.md")] == [
        ("Mixpanel", "product analytics"),
        ("Sentry", "crash reports"),
    ]


def test_a_picture_that_denies_is_heard(tmp_path):
    text = "## Third-party services\n\n- ❌ Mixpanel: product analytics\n- 📊 **Sentry** – crash reports\n"
    assert [name for name, *_ in _said(tmp_path, text, "list.md")] == ["Sentry"]


_BLOCK = "{}name: {}\n  purpose: {}\n  website: https://{}\n\n"


@pytest.mark.parametrize("bullet", ["- ", "* ", "", "  - "])
def test_blocks_of_known_names_are_a_list_with_any_bullet(tmp_path, bullet):
    told = (("DocuSign", "contracts", "docusign.com"), ("HubSpot", "customer data", "hubspot.com"))
    text = "".join(_BLOCK.format(bullet, *block) for block in told)
    assert [said[:2] for said in _said(tmp_path, text)] == [("DocuSign", "contracts"), ("HubSpot", "customer data")]


def test_blocks_of_names_that_nobody_knows_are_none(tmp_path):
    told = (("Ada Finch", "reader", "ada.example"), ("Bob Heron", "editor", "bob.example"))
    assert _said(tmp_path, "Our team\n\n" + "".join(_BLOCK.format("* ", *block) for block in told)) == []


@pytest.mark.parametrize("dash", [" — ", " – ", "——", " - "])
def test_several_names_before_a_dash_have_one_use(tmp_path, dash):
    names = "OkHttp3（Square）、ReLinker（Keepsafe）、BouncyCastle"
    text = f"第三方SDK\n• 友盟SDK（友盟同欣）{dash}统计分析\n• {names}{dash}基础网络通信与加密功能\n"
    assert [said[:2] for said in _said(tmp_path, text)][1:] == [
        ("OkHttp3", "基础网络通信与加密功能"),
        ("ReLinker", "基础网络通信与加密功能"),
        ("BouncyCastle", "基础网络通信与加密功能"),
    ]


_OPERATORS = (
    "This Privacy Policy is made by {}, LLC, an Oregon limited liability company (referred to as “we” or us).",
    "{} Pte. Ltd. of 16 Raffles Quay (Number 201732914D) (together with our affiliates, “we”) collects data on Maps.",
    "{} Private Limited, incorporated under the Companies Act, having its office at Dehradun (“We”) collects data.",
)


@pytest.mark.parametrize("sentence", _OPERATORS)
def test_whose_policy_it_is_names_no_third_party(tmp_path, sentence):
    text = f"Privacy Policy\n{sentence.format('Egret Realty')}\nIt says what information we gather, how we use it.\n"
    assert _said(tmp_path, text) == []


def test_a_company_beside_what_we_do_is_a_third_party(tmp_path):
    text = (
        "Privacy Policy\n\nWe use Google Analytics, a service of Google LLC (we anonymise addresses), for statistics.\n"
    )
    assert [name for name, *_ in _said(tmp_path, text)] == ["Google Analytics"]


def test_words_that_a_page_has_joined_are_no_names(tmp_path):
    text = (
        "Data sent to others\n\nWe use Stripe as a payment processor to charge users – for paid plans. What is sent to "
        "themYour email addressWhy, for what purposeTo send receipts. What is sent to themAll the data of the appWhy.\n"
    )
    assert [name for name, *_ in _said(tmp_path, text)] == ["Stripe"]


@pytest.mark.parametrize("colon", ["：", "∶", "︰", "﹕", ":"])
def test_what_looks_like_a_colon_is_one(tmp_path, colon):
    text = "第三方SDK\n\nSDK名称：青鸟SDK\n公司：青鸟有限公司\n用途：推送\n收集信息：设备型号\n".replace("：", colon)
    (fact,) = read(tmp_path, text)
    assert (fact.name, fact.company, fact.purpose) == ("青鸟SDK", "青鸟有限公司", "推送")


def test_labels_in_brackets_part_a_line_as_those_with_colons_do(tmp_path):
    row = "【SDK名称】{0}SDK；【公司名称】{0}有限公司；【使用目的】{1}；【收集信息】OAID、【特殊】型号\n"
    facts = read(tmp_path, "第三方SDK清单\n" + row.format("青鸟", "推送") + row.format("苍鹭", "统计"))
    assert [(fact.name, fact.company, fact.purpose) for fact in facts] == [
        ("青鸟SDK", "青鸟有限公司", "推送"),
        ("苍鹭SDK", "苍鹭有限公司", "统计"),
    ]
