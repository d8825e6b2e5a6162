"""The privacy guide of WeChat: what it declares, and files that are none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.shipped import knowledge

from appaudit.model.facts.documents import MentionFact
from appaudit.model.facts.privacy_guide import GuideEntryFact, PrivacyGuideFact
from appaudit.privacy_guide import GuideReading, read_privacy_guide


def read(tmp_path: Path, content: Any) -> GuideReading:  # any JSON value, or bytes
    path = tmp_path / "guide.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return read_privacy_guide(path, knowledge().guide_keys.values())


def test_what_a_guide_declares(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        {
            "errcode": 0,
            "privacy_list": ["Location", "Album", "Camera"],
            "setting_list": [
                {"privacy_key": "Location", "privacy_text": " 推荐附近门店 ", "privacy_label": "位置信息"},
                {"privacy_key": "Album", "privacy_text": ""},
                {"privacy_key": "生日", "privacy_text": "发放生日券"},
            ],
            "owner_setting": {"contact_phone": "000-0000000", "contact_email": "", "notice_method": "弹窗"},
        },
    )
    entries = {fact.id: fact for fact in reading.facts if isinstance(fact, GuideEntryFact)}
    assert {name: (fact.text, fact.found_by_host) for name, fact in entries.items()} == {
        "Location": ("推荐附近门店", True),
        "Album": ("", True),
        "生日": ("发放生日券", False),
        "Camera": ("", True),
    }
    assert [fact.contacts for fact in reading.facts if isinstance(fact, PrivacyGuideFact)] == [("contact_phone",)]
    # An entry without a purpose is not set up: it tells nobody anything.
    told = {fact.data_type for fact in reading.facts if isinstance(fact, MentionFact)}
    assert told == {"location_precise", "location_coarse"}


def test_sdks_that_a_guide_names(tmp_path: Path) -> None:
    sdk = {
        "sdk_name": "腾讯位置服务",
        "sdk_biz_name": "深圳市腾讯计算机系统有限公司",
        "sdk_list": [{"privacy_key": "Location", "privacy_text": "地图定位", "privacy_label": "位置信息"}],
    }
    (declared,) = read(tmp_path, {"setting_list": [], "sdk_privacy_info_list": [sdk, {"sdk_name": ""}]}).declared
    assert (declared.name, declared.company, declared.purpose) == (sdk["sdk_name"], sdk["sdk_biz_name"], "地图定位")
    assert declared.data == ("位置信息",)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        {"errcode": 86074, "errmsg": "no"},
        [],
        {"setting_list": {}},
        b"x" * (5 << 20),
    ],
)
def test_what_is_no_guide_is_a_gap_with_a_reason(tmp_path: Path, content: Any) -> None:
    reading = read(tmp_path, content)
    assert reading.facts == ()
    assert {gap.kind for gap in reading.gaps} == {"guide_entry", "privacy_guide"}
    assert all(gap.detail.zh and gap.detail.en for gap in reading.gaps)


def test_odd_values_are_passed_over(tmp_path: Path) -> None:
    reading = read(
        tmp_path, {"setting_list": [1, {"privacy_key": 3}, {"privacy_key": "Location"}], "owner_setting": []}
    )
    assert [fact.id for fact in reading.facts if isinstance(fact, GuideEntryFact)] == ["Location"]
