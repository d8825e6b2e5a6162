"""An SDK list that names another app is that app's; one without a name, or with one of the policy, is believed."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.policy.whose import AuditedApp
from appaudit.sdk_list.whose import other_owner

ROWS = "SDK名称,公司,使用目的\n友盟统计SDK,友盟同欣（北京）科技有限公司,统计\n"
POLICY = "青禾记账隐私政策。我们是临江青禾网络科技有限公司。注册账号时，我们收集您的手机号码。"
OPERATOR = "我们是临江青禾网络科技有限公司。"


def owner(path: Path, policy: str = "", operator: str = "", label: str = "青禾记账") -> str:
    app = AuditedApp(names=(label,) if label else (), package="com.example.app")
    return other_owner(path, shipped_lexicons(), app, [policy], [operator] if operator else [])


def written(folder: Path, text: str, name: str = "sdks.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("小麦外卖第三方SDK目录", "小麦外卖"),
        ("小麦外卖APP接入的第三方SDK清单", "小麦外卖"),
        ("《小麦外卖》第三方信息共享清单", "小麦外卖"),
        ("小鹿浏览器SDK列表", "小鹿浏览器"),
        ("附件：小麦外卖SDK清单", "小麦外卖"),
        ("Sunny Weather third-party SDK list", "Sunny Weather"),
        ("Sunny Weather: list of embedded SDKs and third parties list", "Sunny Weather"),
    ],
)
def test_a_list_of_another_app(tmp_path: Path, title: str, name: str) -> None:
    assert owner(written(tmp_path, f"{title}\n{ROWS}"), POLICY) == name


@pytest.mark.parametrize(
    "title",
    [
        "第三方SDK目录",
        "我们接入的第三方SDK列表",
        "附录一：第三方SDK清单",
        "安卓版第三方SDK目录",
        "推送类SDK清单",
        "个人信息共享清单",
        "2026年第三方SDK清单",
        "第三方信息共享清单（模板）",
        "友盟SDK清单",
        "青禾记账第三方SDK目录",
        "青禾外卖第三方SDK目录",
        "qinghe jizhang SDK list",
        "List of third-party SDKs",
        "Android third-party SDK list",
        "SDK名称清单",
        "个人信息清单与第三方SDK目录",
        "隐私权限与第三方SDK清单",
        "This app uses third-party SDKs; the list",
        "Privacy policy and third-party SDK list",
    ],
)
def test_a_list_that_is_believed(tmp_path: Path, title: str) -> None:
    assert owner(written(tmp_path, f"{title}\n{ROWS}"), POLICY) == ""


def test_a_list_for_several_apps_of_which_this_is_one(tmp_path: Path) -> None:
    text = f"小麦外卖第三方SDK目录\n本目录适用于小麦外卖、青禾记账。\n{ROWS}"
    assert owner(written(tmp_path, text)) == ""


def test_a_list_whose_name_the_policy_has(tmp_path: Path) -> None:
    path = written(tmp_path, f"小麦生活第三方SDK目录\n{ROWS}")
    assert owner(path, f"{POLICY}本政策适用于小麦生活旗下的产品。") == ""


def test_a_list_without_a_title(tmp_path: Path) -> None:
    assert owner(written(tmp_path, ROWS), POLICY) == ""


def test_nothing_is_told_without_a_name_of_the_app(tmp_path: Path) -> None:
    assert owner(written(tmp_path, f"小麦外卖第三方SDK目录\n{ROWS}"), label="") == ""


@pytest.mark.parametrize(
    ("company", "expected"),
    [
        ("临江青禾网络科技有限公司", ""),
        ("东海小麦信息技术有限公司", "东海小麦信息技术有限公司"),
    ],
)
def test_a_company_is_held_against_the_operator(tmp_path: Path, company: str, expected: str) -> None:
    path = written(tmp_path, f"{company}第三方SDK清单\n{ROWS}")
    assert owner(path, POLICY, OPERATOR) == expected
    assert owner(path, POLICY) == ""


def test_titles_above_a_sheet(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row in (["小麦外卖第三方SDK目录"], ["SDK名称", "公司"], ["友盟统计SDK", "友盟"]):
        workbook.active.append(row)
    stream = io.BytesIO()
    workbook.save(stream)
    path = tmp_path / "sdks.xlsx"
    path.write_bytes(stream.getvalue())
    assert owner(path, POLICY) == "小麦外卖"


@pytest.mark.parametrize("heading", ["h1", "title", "p"])
def test_the_title_of_a_page(tmp_path: Path, heading: str) -> None:
    table = "<table><tr><th>SDK名称</th><th>公司</th></tr><tr><td>友盟统计SDK</td><td>友盟</td></tr></table>"
    page = f"<!doctype html><html><body><{heading}>小麦外卖第三方SDK目录</{heading}>{table}</body></html>"
    assert owner(written(tmp_path, page, "sdks.html"), POLICY) == ("" if heading == "title" else "小麦外卖")
