"""The two drafted lists, from facts built by hand."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.model.artifact import Artifact
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import Coverage, CoverageLevel, Gap
from appaudit.model.facts.base import Fact, FactSet
from appaudit.model.facts.derived import DataAccessFact, SdkFact, SdkSignal
from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.model.facts.package import PermissionFact
from appaudit.model.knowledge import DataType, Knowledge, PermissionInfo, SdkCategory
from appaudit.model.sdks import SdkSignature, Signals
from appaudit.model.source import Source
from appaudit.report.draft_files import as_csv, as_xlsx
from appaudit.report.draft_lists import CHECK, FILL_IN, Drafts, as_markdown, draft_lists
from appaudit.sdk_list import read_sdk_list

ARTIFACT = Artifact(
    platform="android",
    kind="apk",
    path="shop.apk",
    sha256="0" * 64,
    size=1,
    package="com.shop",
    version_name="1.0",
    label="集市",
)
SIGNATURE = SdkSignature(
    id="alpha",
    name=Bilingual("甲推送", "Alpha Push"),
    category="push",
    signals=Signals(classes=("com.alpha",)),
    sources=(Source(title="test", checked="2026-11-24"),),
    vendor="甲科技有限公司",
    collects=("oaid", "imei"),
    privacy_url="https://a.example.org/privacy",
)
FINE = "android.permission.ACCESS_FINE_LOCATION"
KNOWLEDGE = Knowledge(
    sdks={"alpha": SIGNATURE},
    sdk_categories={
        "push": SdkCategory(
            id="push", name=Bilingual("推送", "Push"), purpose=Bilingual("推送消息", ""), scene=Bilingual("启动后", "")
        )
    },
    data_types={
        name: DataType(id=name, name=Bilingual(zh, name))
        for name, zh in (("oaid", "OAID"), ("imei", "IMEI"), ("location_precise", "精确位置"))
    },
    permissions={
        FINE: PermissionInfo(
            name=FINE, protection="dangerous", label=Bilingual("获取精确位置", ""), data=("location_precise",)
        )
    },
)
COMPONENT = (SdkSignal(kind="component", value="x.Y"),)
SDK = SdkFact(
    id="alpha",
    name="甲推送",
    vendor="甲科技有限公司",
    category="push",
    collects=("oaid", "imei"),
    signals=(SdkSignal(kind="classes", value="com.alpha", classes=3),),
)


def access(data_type: str, party: str, caller: str, **fields) -> DataAccessFact:
    kind = "app" if party == "app" else "sdk"
    return DataAccessFact(data_type=data_type, api="api", caller=caller, party=party, party_kind=kind, **fields)


def draft(*facts: Fact, gaps: tuple[Gap, ...] = ()) -> Drafts:
    coverage = Coverage()
    coverage.add(gaps)
    return draft_lists(ARTIFACT, FactSet(facts), coverage, KNOWLEDGE)


def test_what_nobody_wrote_is_drafted_and_marked() -> None:
    (row,) = draft(SDK, access("oaid", "alpha", "com.alpha.Reader.read")).shared.rows
    assert row[:5] == ("1", "甲推送SDK", "甲科技有限公司", f"推送消息{CHECK}", f"启动后{CHECK}")
    assert row[5:8] == (f"OAID、IMEI{CHECK}", "SDK本机采集", "https://a.example.org/privacy")
    assert "个人信息类型取自提供方公开说明" in row[8]
    assert "识别依据：classes com.alpha.* (3)" in row[8]


def test_what_the_documents_say_is_kept_and_completed() -> None:
    declared = DeclaredSdkFact(
        name="甲推送",
        sdk_id="alpha",
        company="甲集团",
        purpose="发送订单通知",
        data=("OAID",),
        data_types=("oaid",),
        link="https://a.cn/p",
    )
    (row,) = draft(SDK, declared, access("imei", "alpha", "com.alpha.Reader.read")).shared.rows
    assert row[2:4] == ("甲集团", "发送订单通知")
    assert row[5] == "OAID、IMEI"
    assert row[7] == "https://a.cn/p"
    assert "代码会读取而原清单未写，已补入：IMEI" in row[8]


def test_what_is_not_known_is_left_to_be_filled_in() -> None:
    unknown = SdkFact(id="beta", name="某SDK", category="other", signals=COMPONENT, confidence="low")
    (row,) = draft(unknown).shared.rows
    assert row[1:8] == ("某SDK", FILL_IN, FILL_IN, FILL_IN, FILL_IN, "SDK本机采集", FILL_IN)
    assert "请确认是否确有此SDK" in row[8]


def test_libraries_are_no_third_parties() -> None:
    assert draft(SdkFact(id="okhttp", name="OkHttp", collects_data=False)).shared.rows == ()


@pytest.mark.parametrize("is_left", [True, False])
def test_what_the_manifest_alone_still_names_is_none_of_the_sdks(is_left: bool) -> None:
    fact = SdkFact(id="beta", name="某SDK", category="other", signals=COMPONENT, confidence="low", left_over=is_left)
    assert len(draft(fact).shared.rows) == (0 if is_left else 1)


def test_collected_information_with_who_reads_it() -> None:
    rows = draft(
        SDK,
        PermissionFact(name=FINE),
        access("oaid", "alpha", "com.alpha.Reader.read"),
        access("location_precise", "app", "com.shop.Map.locate"),
        access("location_precise", "alpha", "com.alpha.Place.read"),
        access("imei", "alpha", "com.alpha.Dead.read", phase="dead"),
    ).collected.rows
    assert [row[:2] for row in rows] == [("1", "精确位置"), ("2", "OAID")]
    assert rows[0][2:6] == (FILL_IN, FILL_IN, "甲推送、应用自身", "获取精确位置（ACCESS_FINE_LOCATION）")
    assert rows[1][4:6] == ("甲推送", "无需权限")


def test_unread_code_is_said_at_the_top() -> None:
    gap = Gap(kind="api_call", level=CoverageLevel.NONE, reason="packed", part="x", detail=Bilingual("", ""))
    assert any("没有读到应用代码" in note for note in draft(gaps=(gap,)).notes)
    assert not any("没有读到" in note for note in draft().notes)


def test_markdown_stays_a_table_whatever_names_hold() -> None:
    hostile = SdkFact(id="x", name="a|b\n# <script>", signals=(SdkSignal(kind="string", value="`rm`"),))
    lines = as_markdown(draft(hostile)).splitlines()
    (line,) = [line for line in lines if line.startswith("| 1 ")]
    assert "a\\|b # &lt;script>SDK" in line
    assert line.replace("\\|", "").count("|") == 10


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_draft_can_be_read_back_as_an_sdk_list(tmp_path, suffix) -> None:
    drafts = draft(SDK, SdkFact(id="beta", name="=乙", category="other", signals=COMPONENT))
    path = tmp_path / f"draft.{suffix}"
    path.write_bytes(as_csv(drafts.shared).encode() if suffix == "csv" else as_xlsx(drafts))
    rows = {fact.name: fact for fact in read_sdk_list(path, shipped_lexicons()).facts}
    alpha = rows["甲推送SDK"]
    assert (alpha.company, alpha.link) == ("甲科技有限公司", "https://a.example.org/privacy")
    assert alpha.purpose.startswith("推送消息")
    other = next(fact for name, fact in rows.items() if "乙" in name)
    assert (other.company, other.purpose, other.data, other.link) == ("", "", (), "")


def test_cells_are_no_formulas() -> None:
    drafts = draft(SdkFact(id="beta", name="=1+1", vendor="@SUM(1)", signals=(SdkSignal(kind="-2", value=""),)))
    (_, row) = csv.reader(io.StringIO(as_csv(drafts.shared).removeprefix("\ufeff")))
    assert (row[1], row[2]) == ("'=1+1SDK", "'@SUM(1)")
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(drafts))).worksheets[0]
    assert {cell.data_type for cells in sheet.iter_rows(min_row=2) for cell in cells} == {"s"}


def test_english_drafts_hold_no_chinese_but_names_without_an_english_one() -> None:
    facts = FactSet(
        [SDK, access("imei", "alpha", "com.alpha.Reader.read"), access("oaid", "app", "com.shop.Main.read")]
    )
    english = draft_lists(ARTIFACT, facts, Coverage(), KNOWLEDGE, "en")
    chinese = draft_lists(ARTIFACT, facts, Coverage(), KNOWLEDGE, "zh")
    assert len(english.shared.rows) == len(chinese.shared.rows) == 1
    assert english.shared.headings[1:3] == ("SDK", "Company")
    assert english.shared.rows[0][5].startswith("imei, oaid [to check]")
    said = [
        english.title.replace("集市", ""),
        english.none,
        *english.notes,
        *english.shared.headings,
        english.shared.title,
    ]
    said += [*english.collected.headings, english.collected.title]
    said += english.collected.rows[0][2:]
    assert english.collected.rows[0][4:6] == ("the app itself", "none needed")
    assert not [text for text in said if any("\u4e00" <= sign <= "\u9fff" for sign in text)]
