"""What kind of service stands in a column or behind a label, and names that end in what they are for."""

from __future__ import annotations

from functools import partial

import pytest
from tests.support.sdk_lists import reader_of

from appaudit.documents.drawn_tables import with_bars
from appaudit.model.facts.documents import DeclaredSdkFact


@pytest.fixture
def listed(tmp_path):
    """Read a list from its text, as the file of a name."""
    return partial(reader_of("list.md"), tmp_path)


def uses(facts: list[DeclaredSdkFact]) -> list[tuple[str, str]]:
    return [(fact.name, fact.purpose) for fact in facts]


def test_a_column_of_kinds_says_what_for_where_no_other_does(listed):
    text = "Vendor,Category,Data\nEgret Ltd,Error monitoring,IP address\nFinch Inc.,Support chat,Name\n"
    assert uses(listed(text, "list.csv")) == [("Egret Ltd", "Error monitoring"), ("Finch Inc.", "Support chat")]


def test_beside_a_column_of_purposes_a_column_of_kinds_says_nothing(listed):
    text = "Vendor,Category,Purpose\nEgret Ltd,Monitoring,Finding errors\nFinch Inc.,Support,Answering users\n"
    assert uses(listed(text, "list.csv")) == [("Egret Ltd", "Finding errors"), ("Finch Inc.", "Answering users")]


def test_kinds_in_a_table_about_something_else_displace_no_purpose(listed):
    rows = "| Core | Egret Ltd | on | done |\n| Other | Finch Inc. | on | due |\n"
    status = f"| Category | Vendor | Status | Check |\n|---|---|---|---|\n{rows}"
    rows = "| Egret Ltd | Hosting | IP address |\n| Finch Inc. | Mail | Name |\n"
    told = f"| Vendor | Purpose | Data |\n|---|---|---|\n{rows}"
    facts = listed(f"# Sub-processors\n\n## Status\n\n{status}\n## Register\n\n{told}")
    assert [(fact.name, fact.purpose, fact.data) for fact in facts] == [
        ("Egret Ltd", "Hosting", ("IP address",)),
        ("Finch Inc.", "Mail", ("Name",)),
    ]


@pytest.mark.parametrize("cells", [("SDK", "SDK"), ("1", "2"), ("Data processor", "Data controller")])
def test_forms_numbers_and_roles_are_no_purposes(listed, cells):
    text = f"Vendor,Category,Data\nEgret Ltd,{cells[0]},IP address\nFinch Inc.,{cells[1]},Name\n"
    assert uses(listed(text, "list.csv")) == [("Egret Ltd", ""), ("Finch Inc.", "")]


def test_a_chinese_column_of_kinds_that_spans_rows_says_what_for(listed):
    rows = "| 统计 | 白鹭 | 白鹭科技有限公司 | 设备信息 |\n| 推送 | 青鸟 | 青鸟科技有限公司 | 设备标识 |\n"
    table = f"# 第三方SDK\n\n| 类别 | 名称 | 提供方 | 收集信息 |\n| --- | --- | --- | --- |\n{rows}"
    assert uses(listed(table)) == [("白鹭", "统计"), ("青鸟", "推送")]


ENTRY = "### Sub-processor: {who}\n- Service: {service}\n- Data: {data}\n\n"


def test_a_service_below_whom_it_is_of_is_what_they_do(listed):
    text = ENTRY.format(who="Egret, Inc.", service="CDN and protection", data="IP addresses")
    text += ENTRY.format(who="Finch, Inc.", service="managed databases", data="all application data")
    assert uses(listed(text)) == [("Egret, Inc.", "CDN and protection"), ("Finch, Inc.", "managed databases")]


def test_a_service_with_a_name_of_its_own_is_who_is_listed(listed):
    text = ENTRY.format(who="Egret, Inc.", service="Egret Maps", data="IP addresses")
    text += ENTRY.format(who="Finch, Inc.", service="Finch Messages", data="all application data")
    assert [(fact.name, fact.company) for fact in listed(text)] == [
        ("Egret Maps", "Egret, Inc."),
        ("Finch Messages", "Finch, Inc."),
    ]


@pytest.mark.parametrize(
    ("title", "name"), [("微信支付", "微信支付"), ("白鹭SDK支付", "白鹭SDK"), ("白鹭SDK 支付", "白鹭SDK")]
)
def test_a_name_may_end_in_what_it_is_for(listed, title, name):
    entry = "1. {}\n提供方：白鹭支付科技有限公司\n用途：支付\n个人信息类型：订单信息\n"
    text = f"{entry.format(title)}{entry.format('青鸟钱包').replace('1.', '2.')}"
    assert [fact.name for fact in listed(text, "list.txt")] == [name, "青鸟钱包"]


BARRED = (
    "| Egret, Inc. | \nBehaviour analytics | \nUnited States | \n"
    "| Finch Ltd. | \nCustomer support and communication | \nIreland | \n"
)


def test_rows_that_a_bar_opens_and_whose_cells_have_a_line_each_are_a_table(listed):
    rows = f"{BARRED}| Stripe, Inc. | \nPayment processing | \nUnited States | \n"
    assert uses(listed(rows, "list.txt")) == [
        ("Egret, Inc.", "Behaviour analytics"),
        ("Finch Ltd.", "Customer support and communication"),
        ("Stripe, Inc.", "Payment processing"),
    ]


def test_rows_of_other_lines_each_are_not_put_together(listed):
    assert with_bars(f"{BARRED}| Egret |\nShows the way |\n") == with_bars(BARRED) + "| Egret |\nShows the way |\n"
    assert with_bars("| Egret |\nShows the way\n| Finch |\nSings\n") == "| Egret |\nShows the way\n| Finch |\nSings\n"


OWNER = "Sub-processors\nA sub-processor is a third party that we engage.\nOwner\nGREY GROUP\n{where}\n"
RULED = (
    "Provider | Purpose | Data |\n---|---|---|\nEgret, LLC | App hosting | logs, names |\nFinch, Inc. | Mail | mail |\n"
)


def test_a_table_of_bars_below_other_lines_is_read_by_its_columns_and_an_address_is_nobody(listed):
    text = f"{OWNER.format(where='P.O. Box 58, Nairobi, Kenya')}Current Sub-processors\n{RULED}"
    assert uses(listed(text, "list.txt")) == [("Egret, LLC", "App hosting"), ("Finch, Inc.", "Mail")]


@pytest.mark.parametrize(
    ("label", "data"), [("Example Data Processed", ("Names", "logs")), ("Example Location", ()), ("Example", ())]
)
def test_examples_of_data_are_data(listed, label, data):
    table = f"| Sub-processor | Purpose | {label} |\n| --- | --- | --- |\n| Egret Ltd | Hosting | Names, logs |\n"
    assert [fact.data for fact in listed(f"# Sub-processors\n\n{table}")] == [data]


ENGLISH = (
    "Third-party SDK Directory\nHuawei Push SDK\n{data}: device identifier, package name\nPurpose of use: Push\n"
    "Partner entity: Huawei Software Technologies Co., Ltd.\nPartner privacy policy: https://huawei.com/privacy\n"
)


@pytest.mark.parametrize("label", ["involves personal information", "Data involved"])
def test_labels_that_begin_small_and_those_of_the_partner_belong_to_the_entry(listed, label):
    facts = listed(ENGLISH.format(data=label), "list.txt")
    assert [(fact.name, fact.company, fact.data, fact.link) for fact in facts] == [
        (
            "Huawei Push SDK",
            "Huawei Software Technologies Co., Ltd.",
            ("device identifier", "package name"),
            "https://huawei.com/privacy",
        )
    ]


def test_one_word_behind_for_says_what_for(listed):
    text = "Our providers\nWe use the following providers:\n- Egret for payments\n- Finch for error monitoring\n"
    assert uses(listed(text, "list.txt")) == [("Egret", "payments"), ("Finch", "for error monitoring")]


def test_an_address_ends_at_a_chinese_bracket(listed):
    entry = "SDK名称：白鹭SDK\n使用目的：统计\n隐私政策链接：https://egret.example/p（官方政策）\n"
    assert [fact.link for fact in listed(entry, "list.txt")] == ["https://egret.example/p"]


@pytest.mark.parametrize(
    ("said", "data"),
    [
        ("Collects OS version, device model, and stack traces.", ("OS version", "device model", "stack traces")),
        ("Recipe text, ratings, e-mail addresses", ("Recipe text", "ratings", "e-mail addresses")),
    ],
)
def test_data_that_a_sentence_says_are_what_it_takes(listed, said, data):
    entry = "## 1. {}\n- **Service**: {}\n- **Purpose**: Finding errors.\n- **Privacy Impact**: {}\n\n"
    text = (
        f"# Third-party services\n\n{entry.format('Errors', 'Sentry', said)}{entry.format('Mail', 'SendGrid', 'Mail')}"
    )
    assert listed(text)[0].data == data


YAML = (
    "- name: DocuSign\n  purpose: Contracts\n  url: https://docusign.com\n\n- name: Egret Cloud\n  purpose: Hosting\n"
)


@pytest.mark.parametrize("name", ["list.txt", "list.yaml", "list.yml"])
def test_a_list_of_yaml_is_a_list(listed, name):
    assert uses(listed(YAML, name)) == [("DocuSign", "Contracts"), ("Egret Cloud", "Hosting")]


ATTRIBUTES = (
    "## {0}\n\n| Attribute | Detail |\n|---|---|\n| **Used in** | the app |\n| **Purpose** | Push |\n"
    "| **Data sent to {0}** | Token, title |\n| **Retained by {0}** | No |\n"
    "| **{0} privacy policy** | https://a.b/p |\n\n"
)


def test_labels_that_a_word_tells_are_those_of_who_heads_their_table(listed):
    facts = listed(f"# Third-Party SDK Inventory\n\n{ATTRIBUTES.format('Sentry')}{ATTRIBUTES.format('Twilio')}")
    told = [(fact.name, fact.purpose, fact.data, fact.link) for fact in facts]
    assert told == [(name, "Push", ("Token", "title"), "https://a.b/p") for name in ("Sentry", "Twilio")]


def test_a_list_in_a_block_of_code_is_read_where_beside_it_only_files_are_named(listed):
    entry = "{}. {} SDK\nPurpose: {}\nData collected: ID\n\n"
    fenced = f"```\n{entry.format(1, 'EGRET', 'Ads')}{entry.format(2, 'FINCH', 'Maps')}```\n"
    beside = "\n## Third-party documents\n\n- `SDKS.md`: Full SDK documentation\n- `SAFETY.md`: Safety of SDKs\n"
    facts = listed(f"# SDK form\n\n{fenced}{beside}")
    assert uses(facts) == [("EGRET SDK", "Ads"), ("FINCH SDK", "Maps")]


@pytest.mark.parametrize(
    ("above", "names"),
    [
        ("not all sub-processors are used in each service", ["Stripe", "Sentry"]),
        ("these are not our sub-processors", []),
    ],
)
def test_that_not_all_are_used_denies_none(listed, above, names):
    table = "| Sub-Processor | Purpose |\n|---|---|\n| Stripe | Payments |\n| Sentry | Errors |\n"
    assert [fact.name for fact in listed(f"# Sub-Processor List\n\nPlease note that {above}.\n\n{table}")] == names


def test_what_a_browser_has_is_no_sdk_and_the_title_of_a_policy_no_data(listed):
    rows = "| `fetch` | 请求 | 地址 |\n| 友盟SDK | 统计 | IP、友盟隐私政策 |\n| 极光推送SDK | 推送 | 设备标识 |\n"
    facts = listed(f"# 第三方SDK\n\n| 名称 | 用途 | 收集信息 |\n|---|---|---|\n{rows}")
    assert [(fact.name, fact.data) for fact in facts] == [("友盟SDK", ("IP",)), ("极光推送SDK", ("设备标识",))]
