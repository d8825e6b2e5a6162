"""Languages: a new one is a file in a user's folder, and a document in one without words is unknown, never judged."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.shipped_words import shipped_lexicon

from appaudit.catalog.folders import rule_folders
from appaudit.catalog.lexicons import load_lexicons
from appaudit.documents.document import document_from_text
from appaudit.model.facts.documents import ClauseFact, MentionFact, PolicyDocumentFact
from appaudit.policy import PolicyReading, read_documents
from appaudit.policy.languages import languages_of

JAPANESE = """language: ja
written:
  letters: '[\\u3040-\\u30ff\\u4e00-\\u9fff]'
  weight: 2
words:
  delete: [削除, 消去]
concepts:
  cookie_term: [クッキー, cookie]
  account_deletion: 'アカウントの?{delete}'
  by_setting: [設定画面, 設定]
  mention_collect: [取得, 収集]
clauses:
  cookies:
    - {status: weak, all: [cookie_term]}
  account_cancellation:
    - {status: present, all: [account_deletion, by_setting]}
    - {status: weak, all: [account_deletion]}
data_types:
  phone_number: [電話番号]
"""
TEXT = {
    "ja": "プライバシーポリシー\n\n当社は電話番号を取得します。設定画面からアカウントの削除ができます。"
    "\n\nクッキーを使います。\n",
    "ru": "Политика конфиденциальности. Мы собираем номер телефона, адрес и данные об устройстве пользователя.\n",
    "ko": "개인정보 처리방침. 회사는 전화번호와 기기 정보를 수집하며 제삼자에게 제공하지 않습니다.\n",
    "fr": "Nous collectons les informations suivantes lorsque vous utilisez notre application mobile. " * 8,
    "zh": "隐私政策\n\n我们会收集您的手机号。本政策使用 Cookie 技术，详见 settings。\n",
    "en": "Privacy policy. We collect the phone number of the user and use cookies for the purposes below. " * 8,
}


def kinds(reading: PolicyReading) -> set[str]:
    return {gap.kind for gap in reading.gaps if gap.reason == "unreadable"}


def found(reading: PolicyReading) -> list[object]:
    return [fact for fact in reading.facts if isinstance(fact, ClauseFact | MentionFact)]


def language(reading: PolicyReading) -> str:
    return next(fact.language for fact in reading.facts if isinstance(fact, PolicyDocumentFact))


@pytest.mark.parametrize("name", ["ja", "ru", "ko", "fr"])
def test_a_language_without_words_is_a_gap_and_is_not_judged(name: str) -> None:
    reading = read_documents([document_from_text(TEXT[name])], shipped_lexicon())
    assert (language(reading), found(reading)) == ("", [])
    assert kinds(reading) == {"clause", "mention", "declared_sdk"}


@pytest.mark.parametrize("name", ["zh", "en"])
def test_a_language_with_words_is_read(name: str) -> None:
    reading = read_documents([document_from_text(TEXT[name])], shipped_lexicon())
    assert language(reading) == name
    assert found(reading)
    assert kinds(reading) == set()


def test_a_language_is_one_file_of_a_user(tmp_path: Path) -> None:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "ja.yaml").write_text(JAPANESE, encoding="utf-8")
    lexicon = load_lexicons(rule_folders([tmp_path])).policy
    reading = read_documents([document_from_text(TEXT["ja"])], lexicon)
    assert language(reading) == "ja"
    assert kinds(reading) == set()
    clauses = {fact.id: fact.status for fact in reading.facts if isinstance(fact, ClauseFact)}
    assert clauses == {"cookies": "weak", "account_cancellation": "present"}
    assert [fact.data_type for fact in reading.facts if isinstance(fact, MentionFact)] == ["phone_number"]
    # Chinese is read as before: its letters are among those of Japanese, and no kana stands beside them.
    assert languages_of(TEXT["zh"], lexicon).main == "zh"


def test_a_document_in_two_languages_is_read_in_both() -> None:
    both = TEXT["zh"] * 20 + TEXT["en"] * 6
    assert [words.language for words in languages_of(both, shipped_lexicon()).lexicons] == ["en", "zh"]


def test_a_few_names_in_other_letters_change_nothing() -> None:
    assert languages_of(TEXT["zh"] * 5 + "合作方：Яндекс、カメラ。", shipped_lexicon()).main == "zh"
    assert languages_of("…123", shipped_lexicon()).lexicons == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nous collectons vos informations personnelles et les partageons avec nos partenaires commerciaux. " * 2, ""),
        ("We collect the phone number of users and share it with partners who analyse how it is used. " * 2, "en"),
        ("Privacy Policy", "en"),
    ],
    ids=["short French", "short English", "a title"],
)
def test_a_short_text_has_a_common_word_of_its_language(lexicon, text: str, expected: str) -> None:
    assert languages_of(text, lexicon).main == expected
