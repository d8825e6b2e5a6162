"""SDK lists that a policy keeps elsewhere, and the data types that rows of third parties name."""

import pytest

from appaudit.documents.document import document_from_text
from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.policy import read_documents, with_data_types
from appaudit.policy.mentions import data_types_in

ROWS = "SDK名称 | 提供方 | 使用目的 | 收集的个人信息\n友盟统计SDK | 友盟同欣 | 统计 | OAID、IP地址\n"
MORE_ROWS = "微信SDK | 腾讯 | 登录 | 昵称\n高德SDK | 高德软件 | 定位 | 位置信息\n"


def linked(lexicon, text):
    """The parts of the gaps that say a list of SDKs is elsewhere."""
    reading = read_documents([document_from_text(text)], lexicon)
    return [gap.detail.en for gap in reading.gaps if (gap.kind, gap.reason) == ("declared_sdk", "linked")]


@pytest.mark.parametrize(
    "text",
    [
        "我们接入的SDK详见《青禾第三方SDK目录》。",
        "查看[第三方信息共享清单](https://example.com/share)。",
        "See our [list of third-party SDKs](https://example.com/sdk).",
        "第三方SDK清单：https://example.com/sdk-list",
    ],
)
def test_a_list_that_was_not_supplied_is_a_gap(lexicon, text):
    """A title or a link that names a list of third parties leaves the declared SDKs open."""
    assert len(linked(lexicon, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "详见[友盟SDK隐私政策](https://example.com/umeng)。",
        "详见《青禾第三方SDK目录》。\n\n附录一 青禾第三方SDK目录\n\n" + ROWS,
        "详见《青禾第三方SDK目录》。\n\n" + ROWS + MORE_ROWS,
        "请阅读《用户协议》。",
    ],
)
def test_a_list_that_is_there_or_no_list_is_no_gap(lexicon, text):
    """One SDK's own policy is no list; a heading of that title or three listed parties are the list itself."""
    assert linked(lexicon, text) == []


def test_a_short_table_does_not_close_the_reference(lexicon):
    """One row beside a reference to the full list is not the full list."""
    assert len(linked(lexicon, "完整名单见《第三方SDK清单》。\n\n" + ROWS)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("设备标识、Android ID", ("device_identifier", "android_id")),
        ("OAID，不收集IMEI，MAC地址", ("oaid", "mac_address")),
        ("Device model, IP address", ("device_model", "ip_address")),
        ("无", ()),
    ],
)
def test_the_data_types_of_a_cell(lexicon, text, expected):
    """Data types in the order in which the text names them, without those that it denies."""
    assert data_types_in(text, lexicon) == expected


def test_declared_parties_have_the_data_types_of_their_row(lexicon):
    """Rows of a policy come with ids, and so do the facts of an SDK list."""
    reading = read_documents([document_from_text(ROWS)], lexicon)
    rows = [fact for fact in reading.facts if isinstance(fact, DeclaredSdkFact)]
    assert [(row.name, row.data_types) for row in rows] == [("友盟统计SDK", ("oaid", "ip_address"))]
    listed = DeclaredSdkFact(name="Bugly", data=("设备型号", "操作系统版本"), extractor="test")
    assert with_data_types([listed], lexicon)[0].data_types == ("device_model", "os_version")


LINKS = "".join(
    f"- [{title}](https://example.com/{number})\n"
    for number, title in enumerate(["隐私政策全文", "儿童个人信息保护规则", "第三方SDK目录", "个人信息收集清单"])
)


@pytest.mark.parametrize(
    ("text", "is_shell"),
    [
        (f"# 青禾隐私中心\n\n{LINKS}", True),
        ("另见[儿童个人信息保护规则](https://example.com/1)。" + "其他说明文字。" * 400, False),
    ],
    ids=["links only", "a text with a link"],
)
def test_a_page_of_links_is_named_as_one(lexicon, text, is_shell):
    """What is missing then is the policy itself, not a paper it refers to."""
    reading = read_documents([document_from_text(text, "privacy.md")], lexicon)
    details = [gap.detail for gap in reading.gaps if (gap.kind, gap.reason) == ("clause", "linked")]
    assert details
    assert all(("is only a list of links" in detail.en) == is_shell for detail in details)
    assert all(("只是链接的目录" in detail.zh) == is_shell for detail in details)


@pytest.mark.parametrize(
    ("text", "is_shell"),
    [
        ("# Privacy Policy\n\nOur privacy policy is available at https://example.com/privacy.\n", True),
        (
            (
                "# Privacy Policy\n\nWe collect your name and address to send you letters, and delete both when asked "
                "to. We use Bluebird Maps, which collects your location; see https://example.com/privacy.\n"
            ),
            False,
        ),
    ],
    ids=["leads to the policy", "is one"],
)
def test_a_page_that_only_leads_to_the_policy_leaves_its_clauses_unseen(lexicon, text, is_shell):
    reading = read_documents([document_from_text(text, "privacy.md")], lexicon)
    unseen = {gap.subject for gap in reading.gaps if (gap.kind, gap.reason) == ("clause", "linked")}
    assert ("account_cancellation" in unseen) == is_shell
