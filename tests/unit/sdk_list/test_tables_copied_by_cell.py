"""Tables copied a cell a line with headings that say nothing, addresses, bullets; names with their company; twins."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list


def facts(tmp_path, text: str, name: str = "list.txt"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons()).facts


HEADINGS = ["Entity Name", "Service", "Service location", "Task performed", "Type of data stored"]
ROWS = [
    ["Egret-URI Ltd.", "Egret URI", "Norway*", "Automated anomaly reporting", "IP address, browser information"],
    ["Functional Software, Inc.", "Sentry", "USA", "Automated error reporting", "IP address and crash logs"],
    ["Heron ApS", "HeronSMS", "EU/EEA", "SMS services", "Phone number"],
]
PLACES = [
    ["22 Shireburn Avenue", "Clitheroe, Lancashire", "BB7 2PN"],
    ["132 Hawthorne Street", "CA 94107"],
    ["Gade 50"],
]


@pytest.mark.parametrize("more", [True, False])
def test_headings_that_say_nothing_and_addresses_on_several_lines_keep_the_rows(tmp_path, more):
    lines = [*HEADINGS, *(["Country of registration", "Registered address", "GDPR compliance"] if more else [])]
    for row, place in zip(ROWS, PLACES, strict=True):
        lines += [*row, *(["Denmark", *place, "View"] if more else [])]
    found = facts(tmp_path, "Third-party data processors\n\n" + "\n\n".join(lines) + "\n")
    assert [(fact.name, fact.company, fact.data) for fact in found] == [
        ("Egret URI", "Egret-URI Ltd.", ("IP address", "browser information")),
        ("Sentry", "Functional Software, Inc.", ("IP address", "crash logs")),
        ("HeronSMS", "Heron ApS", ("Phone number",)),
    ]


@pytest.mark.parametrize(
    ("heading", "field"),
    [("Purpose of the SDK", "purpose"), ("Personal Information collected via SDK", "data"), ("Mood of the SDK", "")],
)
def test_a_heading_may_say_that_its_column_is_of_the_sdk(heading, field):
    assert shipped_lexicons().sdk_list.headings.field(heading) == field


@pytest.mark.parametrize(
    ("name", "company"),
    [
        ("支付宝支付 SDK（由支付宝（中国）网络技术有限公司提供）", "支付宝（中国）网络技术有限公司"),
        ("支付宝支付 SDK（用于支付）", ""),
    ],
)
def test_brackets_say_who_provides(tmp_path, name, company):
    text = f"三、第三方 SDK 清单\n\n名称：{name}\n使用目的：完成支付\n收集信息：设备型号\n"
    assert [fact.company for fact in facts(tmp_path, text)] == [company]


def test_a_company_before_a_dash_owns_the_product_behind_it(tmp_path):
    def card(name: str) -> str:
        return f"## {name}\n\nPurpose: sign-in\n\nData: email address\n\n"

    text = "# Current sub-processors\n\n" + card("Google — Firestore") + card("Quick — Silver")
    assert [(fact.name, fact.company) for fact in facts(tmp_path, text, "list.md")] == [
        ("Google — Firestore", "Google"),
        ("Quick — Silver", ""),
    ]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Transactional email. Not used for ticket notifications.", ["Postmark", "Sentry"]),
        ("Not used in our app.", ["Sentry"]),
    ],
)
def test_what_a_service_is_not_used_for_does_not_deny_it(tmp_path, said, names):
    text = f"# Subprocessors\n\n## Postmark\n\n{said}\n\n## Sentry\n\nError tracking.\n"
    assert [fact.name for fact in facts(tmp_path, text, "list.md")] == names


def test_a_phrase_that_ends_in_for_is_one_use(tmp_path):
    stored = "## Cloudflare\n\nDNS, caching and object storage (R2) for nightly backups.\n\n"
    told = "## Sentry\n\nWe use Sentry for error tracking.\n"
    text = f"# Subprocessors\n\n{stored}{told}"
    uses = [fact.purpose.rstrip(".") for fact in facts(tmp_path, text, "list.md")]
    assert uses == ["DNS, caching and object storage (R2) for nightly backups", "error tracking"]
