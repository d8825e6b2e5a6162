"""The lexicon files: strict to load, complete, and sound."""

from __future__ import annotations

import re
import shutil

import pytest
from tests.support.shipped import knowledge

from appaudit.catalog.folders import shipped_rules
from appaudit.catalog.lexicons import load_lexicons
from appaudit.errors import RuleError
from appaudit.lexicon.entries import LexiconError
from appaudit.lexicon.ui import parse as parse_ui
from appaudit.yaml_files import parse_yaml

CONTRACT = frozenset(
    [
        "imei",
        "imsi",
        "iccid",
        "device_serial",
        "android_id",
        "oaid",
        "gaid",
        "mac_address",
        "ip_address",
        "ssid_bssid",
        "wifi_list",
        "cell_info",
        "location_precise",
        "location_coarse",
        "installed_apps",
        "running_apps",
        "clipboard",
        "contacts",
        "calendar",
        "sms",
        "call_log",
        "phone_number",
        "photos_media",
        "camera",
        "microphone",
        "sensors",
        "bluetooth",
        "accounts",
        "body_sensors",
        "activity_recognition",
        "files",
        "biometric",
        "device_model",
        "os_version",
        "network_type",
    ]
)


def write(folder, text, name="xx.yaml"):
    (folder / "lexicon").mkdir(exist_ok=True)
    shutil.copy(shipped_rules() / "lexicon" / "parties.yaml", folder / "lexicon")
    (folder / "lexicon" / name).write_text(text, encoding="utf-8")


def languages_with(folder):
    return load_lexicons((shipped_rules(), folder)).policy.languages


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_pattern_compiles_and_every_clause_has_rules(lexicon, language):
    words = lexicon.languages[language]
    for concept in [*words.concepts.values(), *(entry.concept for entry in words.data_types)]:
        for pattern in (*concept.patterns, *concept.exceptions):
            compiled = re.compile(pattern)
            assert compiled.match("") is None or compiled.match("").end() == 0
            assert "\n" not in pattern
    assert set(words.clauses) == set(knowledge().clauses)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_concept_is_used(lexicon, language):
    words = lexicon.languages[language]
    used = {
        "no_way_follows",
        "integration_word",
        "named_sdk",
        "named_api",
        "named_third_party",
        "sdk_word",
        "data_noun",
        "effect_announced",
        "effect_own",
        "effect_stated",
        "effect_updated",
        "list_title",
        "officer",
        "officer_reached",
        "operator_brand_itself",
        "policy_linked",
        "contact_blank",
        "contact_referred",
        "present_never",
        "remedy_body",
        "says_nothing",
        "taken_back",
        "taken_back_all",
        "taken_back_names",
        "taken_back_points",
        "unsaid",
        "unsaid_above",
        "unsaid_below",
        "validity_app",
        "validity_mini_program",
        "validity_not_for",
        "validity_of_system",
        "validity_site",
        "validity_void",
    }
    used |= {
        f"{clause}_{kind}"
        for clause in knowledge().clauses
        for kind in ("topic", "told", "aside", "linked", "never", "elsewhere", "doubt", "doubt_never", "touched")
    }
    used |= {name for concept in words.concepts.values() for name in (concept.of, concept.by)}
    for rules in words.clauses.values():
        for rule in rules:
            for field in ("all", "any", "none", "unless", "unless_near", "near", "before", "under", "label"):
                used.update(getattr(rule, field))
            used.update(rule.not_under, rule.document, rule.document_none, rule.kinds)
    used.update(concept.of for concept in words.concepts.values())
    unused = sorted(
        name
        for name in words.concepts
        if name not in used and not name.startswith(("mention_", "quality_", "sharing_denied"))
    )
    assert unused == []


def test_the_data_types_of_the_contract_are_all_named(lexicon):
    for language in ("zh", "en"):
        known = {entry.id for entry in lexicon.languages[language].data_types}
        assert known >= CONTRACT


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("language: xx\nconcepts:\n  a: [x]\n  a: [y]\n", r"xx\.yaml:4: the key 'a' occurs twice"),
        ("language: xx\nconcept:\n  a: [x]\n", "unknown key 'concept'"),
        ("language: xx\nconcepts:\n  a: []\n", "concepts.a: a concept needs at least one phrase"),
        ("language: xx\nconcepts:\n  a: ['{nothing}']\n", "no word list is called 'nothing'"),
        ("language: xx\nconcepts:\n  a: {any: [x], but: [y]}\n", "unknown key 'but'"),
        ("language: xx\nconcepts:\n  a: [x]\nclauses:\n  nonsense: []\n", "no such clause id"),
        (
            "language: xx\nconcepts:\n  a: [x]\nclauses:\n  cookies:\n    - {status: present, all: [b]}\n",
            r"clauses.cookies\[0\].all: no concept is called 'b'",
        ),
        (
            "language: xx\nconcepts:\n  a: [x]\nclauses:\n  cookies:\n    - {status: fine, all: [a]}\n",
            "needs a status",
        ),
        (
            "language: xx\nconcepts:\n  a: [x]\nclauses:\n  cookies:\n    - {status: weak, all: [a], nearby: [a]}\n",
            "unknown key or wrong type: 'nearby'",
        ),
        ("language: [\n", r"xx\.yaml:\d"),
        ("- 1\n- 2\n", "must be a mapping"),
        ("language: xx\nconcepts:\n  a: [x]\n", "a language needs the class of its letters"),
        ("language: xx\nwritten: {letters: '[a-z]', view: odd}\n", "view must be one of plain, chinese"),
        ("language: xx\nwords: 3\n", "words must be a mapping"),
    ],
)
def test_a_bad_file_is_refused_with_its_place(tmp_path, text, words):
    write(tmp_path, text)
    with pytest.raises(RuleError, match=words):
        load_lexicons((shipped_rules(), tmp_path))


def test_all_bad_files_are_reported_at_once(tmp_path):
    write(tmp_path, "language: a\nconcept: 1\n", "a.yaml")
    write(tmp_path, "language: b\nclause: 1\n", "b.yaml")
    with pytest.raises(RuleError) as caught:
        load_lexicons((tmp_path,))
    assert "a.yaml" in caught.value.message
    assert "b.yaml" in caught.value.message


def test_a_pattern_that_does_not_compile_names_its_concept(tmp_path):
    write(tmp_path, "language: xx\nwritten: {letters: '[a-z]'}\nconcepts:\n  broken: ['a(b']\n")
    with pytest.raises(RuleError, match=r"xx\.yaml:4: concepts\.broken: missing \), unterminated subpattern"):
        languages_with(tmp_path)


def test_a_later_folder_replaces_single_entries(tmp_path):
    write(tmp_path, "language: en\nconcepts:\n  cookie_term: ['biscuit']\n", "own.yaml")
    words = languages_with(tmp_path)["en"]
    assert words.concepts["cookie_term"].find("a biscuit") == [(2, 9)]
    assert words.concepts["cookie_manage"].patterns


def test_two_files_of_a_folder_must_not_say_the_same_thing(tmp_path):
    write(tmp_path, "language: xx\nconcepts:\n  a: [x]\n", "one.yaml")
    write(tmp_path, "language: xx\nconcepts:\n  a: [y]\n", "two.yaml")
    with pytest.raises(RuleError, match=r"concepts.a is already given in .*one.yaml"):
        load_lexicons((tmp_path,))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ui: 1\ntopics:\n  a: {all: [x]}\nkeywords: [x]\n", "topics.a"),
        ("ui: 1\ntopics:\n  a: {any: ['(']}\nkeywords: [x]\n", "topics.a"),
        ("ui: 1\ntopics:\n  a: {any: [x]}\n", "keywords"),
        ("ui: 1\ntopic: {}\n", "unknown key"),
    ],
)
def test_a_bad_ui_lexicon_is_refused(text, words):
    with pytest.raises(LexiconError, match=words):
        parse_ui(parse_yaml(text, "ui.yaml"))
