"""Boxes to tick in layouts."""

from __future__ import annotations

import pytest
from tests.support.apk_builder import Member, zip_bytes
from tests.support.axml_builder import ConfigEntries, Ref, Tag, axml, resource_table

from appaudit.artifacts.apk.arsc import ResourceTable
from appaudit.artifacts.apk.check_boxes import check_boxes
from appaudit.artifacts.apk.texts import layout_texts
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import Limits
from appaudit.errors import ExtractionError

TEXT = ResourceTable(resource_table({"string": [ConfigEntries({0: ("agree", "同意《隐私政策》")})]}))
STRING_ID = 0x7F010000


def boxes(*tags, resources=None):
    found = check_boxes(axml(Tag("LinearLayout", {}, list(tags))), "res/layout/login.xml", resources)
    return [(box.view, box.checked, box.texts) for _, box in found]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [({"checked": True}, True), ({"checked": False}, False), ({}, False)],
)
def test_whether_a_box_is_ticked_by_default(attributes, expected):
    assert boxes(Tag("CheckBox", {"text": "同意", **attributes})) == [("", expected, ("同意",))]


@pytest.mark.parametrize(
    "name", ["androidx.appcompat.widget.AppCompatCheckBox", "cn.app.RoundCheckBox", "CheckedTextView"]
)
def test_boxes_of_libraries_and_of_the_app(name):
    assert len(boxes(Tag(name, {"text": "同意"}))) == 1


@pytest.mark.parametrize(("value", "expected"), [(True, True), (False, False)])
def test_whether_a_box_is_ticked_may_stand_in_the_resources(value, expected):
    table = ResourceTable(resource_table({"bool": [ConfigEntries({0: ("ticked", value)})]}))
    assert boxes(Tag("CheckBox", {"text": "同意", "checked": Ref(0x7F010000)}), resources=table) == [
        ("", expected, ("同意",))
    ]


def test_a_view_of_the_app_that_is_ticked_is_a_box_whatever_its_name():
    assert boxes(Tag("cn.app.Rounded", {"text": "同意", "checked": True})) == [("", True, ("同意",))]
    assert boxes(Tag("cn.app.Rounded", {"text": "同意"})) == []
    assert boxes(Tag("com.google.android.material.Rounded", {"text": "同意", "checked": True})) == []


@pytest.mark.parametrize(
    "name", ["cn.app.NightSwitch", "cn.app.RadioItem", "Switch", "TextView", "cn.app.CheckBoxGroup", "RadioButton"]
)
def test_other_views_are_none(name):
    assert boxes(Tag(name, {"text": "同意", "checked": True})) == []


def test_a_text_in_the_resources():
    assert boxes(Tag("CheckBox", {"text": Ref(STRING_ID)}), resources=TEXT) == [("", False, ("同意《隐私政策》",))]
    assert boxes(Tag("CheckBox", {"text": Ref(STRING_ID)})) == [("", False, ())]


def test_a_box_without_a_text_has_that_of_its_row():
    row = Tag("LinearLayout", {}, [Tag("CheckBox", {"checked": True}), Tag("TextView", {"text": "我已阅读"})])
    assert boxes(row, Tag("TextView", {"text": "夜间模式"})) == [("", True, ("我已阅读",))]


def test_boxes_are_found_while_texts_are_read():
    layout = axml(Tag("CheckBox", {"id": Ref(0x7F020000), "text": "同意", "checked": True}))
    archive = SafeArchive(memoryview(zip_bytes([Member("res/layout/a.xml", layout)])), "test.apk", Limits())
    seen = []
    layout_texts(archive, lambda data, place: seen.extend(check_boxes(data, place, None)))
    assert [(number, box.layout, box.checked) for number, box in seen] == [(0x7F020000, "res/layout/a.xml", True)]


def test_a_damaged_layout_is_said_to_be_so():
    data = axml(Tag("CheckBox", {"text": "同意"}))
    with pytest.raises(ExtractionError):
        check_boxes(data[: len(data) // 2] + b"CheckBox", "res/layout/a.xml", None)
