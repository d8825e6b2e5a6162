"""Lexicons in a user's rule folder add to the shipped ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from appaudit.catalog.lexicon_files import default_directory, lexicon_paths
from appaudit.errors import RuleError
from appaudit.lexicon.conduct import CONDUCT_FILE, load_conduct_words
from appaudit.lexicon.consent import CONSENT_FILE, load_consent_words
from appaudit.lexicon.ui import UI_FILE, load_ui_lexicon
from appaudit.model.artifact import Text
from appaudit.texts.ui_texts import classify


def rules_with(folder: Path, name: str, content: str) -> tuple[Path, ...]:
    (folder / "lexicon").mkdir(exist_ok=True)
    (folder / "lexicon" / name).write_text(content, encoding="utf-8")
    return lexicon_paths(name, (default_directory().parent, folder))


def test_a_name_of_the_users_own_is_a_consent_flag(tmp_path: Path) -> None:
    paths = rules_with(tmp_path, CONSENT_FILE, "stems: [clausula]\nagreed: ['^clausulaok$']\n")
    assert load_consent_words(*paths).before_consent("clausula_ok") == 0
    assert load_consent_words(*paths).before_consent("privacy_agreed") == 0
    assert load_consent_words().before_consent("clausula_ok") is None


def test_a_parameter_of_the_users_own_stands_for_data(tmp_path: Path) -> None:
    paths = rules_with(tmp_path, CONDUCT_FILE, "parameters: {imei: [mydevcode]}\n")
    assert load_conduct_words(*paths).data_type_of("my_dev_code") == "imei"
    assert load_conduct_words(*paths).data_type_of("imsi") == "imsi"


def test_a_text_of_the_users_own_names_a_topic(tmp_path: Path) -> None:
    paths = rules_with(tmp_path, UI_FILE, "keywords: [离场]\ntopics: {account_cancellation: {any: ['^离场$']}}\n")
    (fact,) = classify([Text(place="res/strings/leave", text="离场")], load_ui_lexicon(*paths))
    assert fact.key()[:2] == ("ui_text", "account_cancellation")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("agreed: yes\n", "agreed must be a list"),
        ("agree: [x]\n", "unknown key 'agree'"),
        ("agreed: ['(']\n", "agreed"),
    ],
)
def test_a_mistake_is_said_with_its_file(tmp_path: Path, content: str, message: str) -> None:
    paths = rules_with(tmp_path, CONSENT_FILE, content)
    with pytest.raises(RuleError, match=message) as error:
        load_consent_words(*paths)
    assert str(tmp_path) in error.value.message


def test_a_folder_without_lexicon_leaves_the_shipped_one(tmp_path: Path) -> None:
    assert lexicon_paths(CONSENT_FILE, (default_directory().parent, tmp_path)) == (default_directory() / CONSENT_FILE,)
