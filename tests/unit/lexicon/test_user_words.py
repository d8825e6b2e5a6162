"""Lexicons in a user's rule folder add to the shipped ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.catalog.folders import shipped_rules
from appaudit.catalog.lexicons import load_lexicons
from appaudit.errors import RuleError
from appaudit.lexicon.lexicons import Lexicons
from appaudit.model.artifact import Text
from appaudit.texts.ui_texts import classify


def words_with(folder: Path, name: str, content: str) -> Lexicons:
    (folder / "lexicon").mkdir(exist_ok=True)
    (folder / "lexicon" / name).write_text(content, encoding="utf-8")
    return load_lexicons((shipped_rules(), folder))


def test_a_name_of_the_users_own_is_a_consent_flag(tmp_path: Path) -> None:
    words = words_with(tmp_path, "consent.yaml", "stems: [clausula]\nagreed: ['^clausulaok$']\n").consent
    assert words.before_consent("clausula_ok") == 0
    assert words.before_consent("privacy_agreed") == 0
    assert shipped_lexicons().consent.before_consent("clausula_ok") is None


def test_a_parameter_of_the_users_own_stands_for_data(tmp_path: Path) -> None:
    words = words_with(tmp_path, "conduct.yaml", "parameters: {imei: [mydevcode]}\n").conduct
    assert words.data_type_of("my_dev_code") == "imei"
    assert words.data_type_of("imsi") == "imsi"


def test_a_text_of_the_users_own_names_a_topic(tmp_path: Path) -> None:
    words = words_with(tmp_path, "ui.yaml", "keywords: [离场]\ntopics: {account_cancellation: {any: ['^离场$']}}\n")
    (fact,) = classify([Text(place="res/strings/leave", text="离场")], words.ui)
    assert fact.key()[:2] == ("ui_text", "account_cancellation")


def test_a_name_of_the_users_own_speaks_of_shaking(tmp_path: Path) -> None:
    words = words_with(tmp_path, "shake.yaml", "names: [wackel]\ntexts: [左右摆动]\n").shake
    assert words.in_code("com.a.WackelView", ["左右摆动，打开详情"], ["onShake"]) == (
        "call of onShake",
        "class name WackelView",
        'constant "左右摆动，打开详情"',
    )
    assert shipped_lexicons().shake.in_code("com.a.WackelView", ["左右摆动"], []) == ()


def test_a_column_of_the_users_own_is_a_field_of_sdk_lists(tmp_path: Path) -> None:
    headings = words_with(tmp_path, "sdk-list.yaml", "columns: {name: [组件称呼]}\n").sdk_list.headings
    assert headings.field("组件称呼") == "name"
    assert headings.field("sdk_name") == "name"
    assert shipped_lexicons().sdk_list.headings.field("组件称呼") == ""


def test_a_column_of_a_users_policies_is_one_of_sdk_lists_too(tmp_path: Path) -> None:
    words = words_with(tmp_path, "own.yaml", "language: zh\ntables: {name: [组件称呼]}\n")
    assert words.sdk_list.headings.field("组件称呼") == "name"
    assert words.policy.languages["zh"].columns.field("组件称呼") == "name"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("agreed: yes\n", r"consent\.yaml:1: agreed must be a list"),
        ("stems: [x]\nagree: [x]\n", r"consent\.yaml:2: unknown key 'agree'"),
        ("agreed: ['(']\n", r"consent\.yaml:1: agreed"),
        ("[x]\n", r"consent\.yaml: must be a mapping, is list"),
    ],
)
def test_a_mistake_is_said_with_its_file_and_line(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(RuleError, match=message) as error:
        words_with(tmp_path, "consent.yaml", content)
    assert str(tmp_path) in error.value.message


def test_a_folder_without_lexicon_leaves_the_shipped_one(tmp_path: Path) -> None:
    assert load_lexicons((shipped_rules(), tmp_path)) == load_lexicons((shipped_rules(),))
