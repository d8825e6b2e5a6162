"""Lists that give no more than names: items that are SDKs, and entries whose rest a program computes."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import SdkListReading, read_sdk_list

NAMES = ["百度地图SDK", "微信开放平台SDK", "腾讯云IM SDK", "支付宝SDK（AlipaySDK）"]


def reading_of(tmp_path, name: str, text: str) -> SdkListReading:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons())


def names_in(tmp_path, name: str, text: str) -> list[str]:
    return [fact.name for fact in reading_of(tmp_path, name, text).facts]


@pytest.mark.parametrize("end", ["", "；", "。"])
@pytest.mark.parametrize("lead", ["## 第三方SDK清单\n\n", "我们接入了以下第三方SDK：\n\n"])
def test_items_that_are_sdks_of_somebody_known_are_a_list(tmp_path, lead, end):
    text = "# 隐私政策\n\n" + lead + "".join(f"- {name}{end}\n" for name in NAMES)
    assert names_in(tmp_path, "list.md", text) == NAMES


@pytest.mark.parametrize("lead", ["本应用未接入以下SDK：\n\n", "## 权限清单\n\n"])
def test_the_same_items_below_something_else_are_none(tmp_path, lead):
    text = "# 隐私政策\n\n" + lead + "".join(f"- {name}\n" for name in NAMES)
    assert names_in(tmp_path, "list.md", text) == []


def test_kinds_of_sdks_and_denials_are_no_names(tmp_path):
    items = ["广告SDK", "统计分析SDK", "无微信SDK", "第三方SDK", "百度地图SDK", "支付宝SDK"]
    text = "# 隐私政策\n\n## 第三方SDK清单\n\n" + "".join(f"- {item}\n" for item in items)
    assert names_in(tmp_path, "list.md", text) == ["百度地图SDK", "支付宝SDK"]


DART = """class Page {{
  static List<{made}> list() {{
    return [
      {made}(name: 'Egret', provider: Texts.community, purpose: Texts.egret, data: Texts.none),
      {made}(name: 'blue_bird', provider: Texts.community, purpose: Texts.bird, data: Texts.none),
    ];
  }}
}}
"""


def test_names_of_entries_whose_rest_is_computed_are_read_and_that_is_told(tmp_path):
    reading = reading_of(tmp_path, "page.dart", DART.format(made="_SdkInfo"))
    assert [(fact.name, fact.company, fact.purpose) for fact in reading.facts] == [
        ("Egret", "", ""),
        ("blue_bird", "", ""),
    ]
    assert any("只有名称" in gap.detail.zh for gap in reading.gaps if gap.detail)


def test_entries_of_something_else_are_no_list(tmp_path):
    assert names_in(tmp_path, "page.dart", DART.format(made="MenuItem")) == []
