"""Labels that dots part, headings repeated before each value, uses by whom they begin, fragments of source; twins."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.records.wording.own_use import without_subject
from appaudit.sdk_list import read_sdk_list


def read(tmp_path, text: str, name: str = "list.md"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return [(fact.name, fact.purpose, fact.data, fact.link) for fact in read_sdk_list(path, shipped_lexicons()).facts]


def test_labels_of_one_line_that_dots_part_are_each_of_their_own(tmp_path):
    line = "Data processed: {} · Region: Virginia, USA · Encryption: At rest · Website: {}"
    text = (
        "# Platform subprocessors\n\n## Hetzner Cloud\n\nPrimary application hosting.\n\n"
        f"{line.format('All account data', 'hetzner.com')}\n\n## Cloudflare\n\nTraffic filtering.\n\n"
        f"{line.format('TLS traffic; file attachments', 'cloudflare.com')}\n"
    )
    found = [(name, use, data) for name, use, data, _ in read(tmp_path, text)]
    assert found == [
        ("Hetzner Cloud", "Primary application hosting.", ("All account data",)),
        ("Cloudflare", "Traffic filtering.", ("TLS traffic", "file attachments")),
    ]


CARD = "Sub-Processor{}{name}\nLegal address{}{address}\nLocation{}USA\nProcessing Activity{}{use}\n"


def cards(between: str) -> str:
    rows = [("Chargebee", "909 Rose Avenue", "Billing"), ("Sentry", "45 Fremont Street", "Error tracking")]
    told = "".join(CARD.replace("{}", between).format(name=n, address=a, use=u) for n, a, u in rows)
    return f"Product-related sub-processors\n\nSub-Processor\nLegal address\nLocation\nProcessing Activity\n{told}"


def test_headings_that_stand_again_right_before_each_value_are_its_labels(tmp_path):
    found = [(name, use) for name, use, _, _ in read(tmp_path, cards(""), "list.txt")]
    assert found == [("Chargebee", "Billing"), ("Sentry", "Error tracking")]


def test_names_that_begin_like_a_line_of_their_own_are_no_headings(tmp_path):
    text = "Third-party services\n\nData\n\nDatadog: error tracking\nDatabricks: statistics\n"
    assert [(name, use) for name, use, _, _ in read(tmp_path, text, "list.txt")] == [
        ("Datadog", "error tracking"),
        ("Databricks", "statistics"),
    ]


@pytest.mark.parametrize(
    ("use", "name", "left"),
    [
        ("We use AWS for server hosting", "Amazon Web Services", "server hosting"),
        ("We use NewRelic to watch our systems", "New Relic", "watch our systems"),
        ("we use it to report crashes", "Sentry", "report crashes"),
        ("BugSnag provides error reporting", "BugSnag", "error reporting"),
        ("Heroku hosts our databases", "Heroku", "hosts our databases"),
        ("Sentry is used for crash reports", "Sentry", "crash reports"),
        # of somebody else, or no such sentence
        ("We use Stripe for payments", "Sentry", "We use Stripe for payments"),
        ("Google hosts our databases", "Sentry", "Google hosts our databases"),
        ("Sentry for crash reports", "Sentry", "Sentry for crash reports"),
        ("我们使用 Sentry 收集崩溃", "Sentry", "我们使用 Sentry 收集崩溃"),
        ("error reporting", "Sentry", "error reporting"),
    ],
)
def test_a_use_is_told_without_whom_it_is_of(use, name, left):
    assert without_subject(use, name, shipped_lexicons().parties) == left


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "It is designed to use Supabase for databases, Stripe for payments, Resend for email, and Twilio for SMS.",
            ["Supabase", "Stripe", "Resend", "Twilio"],
        ),
        ("The app does not use Supabase for databases, Stripe for payments, and Twilio for SMS.", []),
        ("In the future we may use Supabase for databases, Stripe for payments, and Twilio for SMS.", []),
        ("Use Settings for colours, Home for recipes, and Profile for your name.", []),
    ],
)  # fmt: skip
def test_a_sentence_that_says_of_each_what_it_is_used_for(tmp_path, sentence, found):
    text = f"# Privacy policy of Recipes\n\n## Provider processing\n\n{sentence}\n"
    assert [name for name, *_ in read(tmp_path, text)] == found


def test_two_names_in_bold_share_what_stands_behind_them_and_what_they_receive(tmp_path):
    text = (
        "## 我们与谁共享数据\n\n- **OpenAI, Inc.（美国）** 和 **Perplexity AI, Inc.（美国）** —— 用于可见度追踪。"
        "仅接收被追踪的提示语文本——绝不接收客户数据。\n- **Google Firebase** —— 存储配置。绝不接收客户数据。\n"
    )
    found = [(name, use, data) for name, use, data, _ in read(tmp_path, text)]
    assert found == [
        ("OpenAI, Inc.（美国）", "用于可见度追踪", ("被追踪的提示语文本",)),
        ("Perplexity AI, Inc.（美国）", "用于可见度追踪", ("被追踪的提示语文本",)),
        ("Google Firebase", "存储配置", ()),
    ]


def test_tables_of_entrusted_parties_have_headings_of_their_own(tmp_path):
    text = "| 受托业者 | 处理业务 | 转移项目 |\n|---|---|---|\n| 白鹭有限公司 | 短信发送 | 手机号码 |\n"
    assert [(name, use, data) for name, use, data, _ in read(tmp_path, text)] == [
        ("白鹭有限公司", "短信发送", ("手机号码",))
    ]


SOURCES = {
    "calls": """fun content() {{
    val items = listOf(
        SharingItem(
            product = "{0}",
            company = "北京白鹭科技有限公司",
            purpose = "{1}",
        ),
        SharingItem(
            product = "{2}",
            company = "上海夜鹭网络科技有限公司",
            purpose = "{3}",
        ),
    )
""",
    "keys": """        s4_title: '集成的第三方服务',
        s4_li1:   '<strong>{0}</strong> — {1}。',
        s4_li2:   '<strong>{2}</strong> — {3}。',
""",
    "rows": """      {{ h: "委托处理", p: ["为受理咨询，委托以下机构处理。"],
        table: {{ head: ["受托方（国家）", "委托业务", "转移项目"], rows: [
          ["{0}", "{1}", "表单内容"],
          ["{2}", "{3}", "访问记录"],
        ] }} }},
""",
}


@pytest.mark.parametrize("form", SOURCES)
def test_parts_of_source_in_a_text_are_read_as_what_they_show(tmp_path, form):
    told = ("白鹭推送SDK", "消息推送", "夜鹭统计SDK", "统计分析")
    found = read(tmp_path, SOURCES[form].format(*told), "list.txt")
    assert [(name, use) for name, use, _, _ in found] == [told[:2], told[2:]]
