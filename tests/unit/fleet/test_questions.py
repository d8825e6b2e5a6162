"""What the shipped questions answer on tables whose answers are known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.support.fleet_tables import row
from tests.support.installed import needs

from appaudit.catalog.questions import load_questions
from appaudit.errors import ConfigError, RuleError
from appaudit.fleet.ask import Answer, asking, settled
from appaudit.fleet.tables import Tables

needs("duckdb", "fsspec")


def sdk(key: str, name: str, disclosed: str, **values: Any) -> dict[str, Any]:
    return row("sdks", key, sdk_id=name, name=name.upper(), disclosed=disclosed, collects_data=True, **values)


def found(key: str, fingerprint: str, **values: Any) -> dict[str, Any]:
    return row("findings", key, rule_id="rule", fingerprint=fingerprint, severity="high", status="review", **values)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two apps and one that could not be read, in two runs; the second begins after the first."""
    folder = tmp_path_factory.mktemp("tables")
    tables = Tables(str(folder))
    apps = [row("packages", key, package=f"com.{key}", outcome="done", complete=True, uri=key) for key in ("a", "b")]
    apps[0]["app_category"] = "news"
    broken = row("packages", "c", outcome="unreadable", uri="c")
    tables.write(
        "r",
        {
            "runs": [row("runs", as_of="2026-11-28")],
            "rules": [row("rules", rule_id="rule", title_en="A rule", title_zh="规则", category="kind")],
            "regulation_items": [row("regulation_items", regulation="law", item="1", title_en="Item", title_zh="条")],
        },
    )
    tables.write(
        "r-p",
        {
            "packages": [*apps, broken],
            "sdks": [
                sdk("a", "x", "no", version="1.9"),
                sdk("b", "x", "policy", version="1.10.1"),
                sdk("b", "y", "unknown"),
                sdk("b", "z", "both"),
            ],
            "findings": [
                found("a", "f1", category="kind", items=["law 1", "law 2"]),
                found("a", "f2", category="kind", items=["law 1"]),
                found("b", "f1", category="kind", items=[]),
            ],
            "data_access": [
                row("data_access", "a", data_type="oaid", party="app", phase="pre_consent", chain=["p", "q"], calls=2),
                row("data_access", "a", data_type="imei", party="app", phase="dead"),
                row("data_access", "b", data_type="oaid", party="app", phase="pre_consent", guarded=True),
                row("data_access", "b", data_type="imei", party="x", phase="other"),
            ],
            "policy_data_types": [
                row("policy_data_types", "a", data_type="oaid", polarity="deny"),
                row("policy_data_types", "a", data_type="imei", polarity="deny"),
                row("policy_data_types", "b", data_type="imei", polarity="deny"),
                row("policy_data_types", "b", data_type="imei", polarity="affirm"),
            ],
            "sensors": [
                row("sensors", "a", party="x", verdict="shake", acceleration=15.0),
                row("sensors", "b", party="x", verdict="shake", acceleration=17.0, remote_config=True),
                row("sensors", "b", party="y", verdict="sensor_only"),
            ],
            "permissions": [
                row("permissions", "a", name="P", protection="dangerous", used="no"),
                row("permissions", "b", name="P", protection="dangerous", used="unknown"),
                row("permissions", "b", name="N", protection="normal", used="no"),
            ],
            "policy_clauses": [
                row("policy_clauses", "a", clause="contact", status="absent"),
                row("policy_clauses", "b", clause="contact", status="present"),
            ],
            "inconclusive": [row("inconclusive", "a", rule_id="rule")],
            "coverage": [row("coverage", "a", kind="api_call", level="none", reason="packed")] * 2,
            "costs": [
                row("costs", "a", size=500_000, code_bytes=2_000_000, seconds=0.5, peak_mb=80.0),
                row("costs", "b", size=700_000, code_bytes=4_000_000, seconds=1.5, peak_mb=90.0),
                row("costs", "c", size=9, seconds=0.0),
            ],
        },
    )
    old = {"run_id": "q"}
    tables.write("q", {"runs": [row("runs", as_of="2026-11-20") | old]})
    earlier = [item | old | {"key": f"old-{item['key']}"} for item in (*apps, broken)]
    gone = [found("old-a", "f1") | old, found("old-a", "f0", subject="before") | old, found("old-c", "f9") | old]
    tables.write("q-o", {"packages": earlier, "findings": gone})
    return folder


ANSWERS: dict[str, list[dict[str, Any]]] = {
    "undisclosed-sdk": [{"package": "com.a", "sdk_id": "x", "version": "1.9"}],
    "most-hidden-sdks": [{"sdk_id": "x", "hidden": 1, "apps": 2, "percent": 50.0}],
    "findings-by-rule": [{"rule_id": "rule", "title_en": "A rule", "apps": 2, "findings": 3}],
    "findings-by-category": [
        {"category": "kind", "app_category": "", "apps": 1, "findings": 1},
        {"category": "kind", "app_category": "news", "apps": 1, "findings": 2},
    ],
    "denied-and-read": [{"package": "com.a", "data_type": "oaid", "reads": 1}],
    "sdk-versions": [
        {"sdk_id": "x", "version": "1.10.1", "behind": 0, "percent": 50.0},
        {"sdk_id": "x", "version": "1.9", "behind": 1, "percent": 50.0},
    ],
    "changed": [
        {"change": "gone", "package": "com.a", "subject": "before"},
        {"change": "new", "package": "com.a", "subject": ""},
        {"change": "new", "package": "com.b", "subject": ""},
    ],
    "not-read": [
        {"what": "outcome", "reason": "unreadable", "packages": 1, "percent": 33.33},
        {"what": "api_call none", "reason": "packed", "packages": 1, "percent": 33.33},
    ],
    "undecided-rules": [{"rule_id": "rule", "title_zh": "规则", "apps": 1}],
    "regulation-items": [{"regulation": "law", "item": "1", "apps": 1, "with_violation": 0}],
    "before-consent": [{"data_type": "oaid", "party": "app", "apps": 1, "calls_on_the_way": 2.0}],
    "shake": [
        {"party": "x", "app_category": "", "acceleration": 17.0, "thresholds_from_network": 1},
        {"party": "x", "app_category": "news", "acceleration": 15.0, "thresholds_from_network": 0},
    ],
    "unused-permissions": [{"name": "P", "apps": 1, "undecided": 1, "declared": 2}],
    "clauses": [{"clause": "contact", "present": 1, "weak": 0, "negated": 0, "absent": 1, "unknown": 0}],
    "costs": [{"size_class": "1: < 1 MB", "packages": 2, "code_mb": 3.0, "mean_seconds": 1.0, "per_core_hour": 3600}],
}


def as_dicts(answer: Answer, names: list[str]) -> list[dict[str, Any]]:
    return [{name: row[answer.columns.index(name)] for name in names} for row in answer.rows]


def test_every_question_has_an_answer_that_is_known() -> None:
    assert set(load_questions()) == set(ANSWERS)


@pytest.mark.parametrize("question", ANSWERS)
def test_questions_answer_what_is_there(question: str, place: Path) -> None:
    asked = load_questions()[question]
    with asking(str(place)) as tables:
        answer = tables.answer(asked.sql, asked.parameters)
    assert as_dicts(answer, list(ANSWERS[question][0])) == ANSWERS[question]
    assert {*asked.chart} <= {name.removesuffix("_en") for name in answer.columns}


def test_parameters_narrow_a_question(place: Path) -> None:
    asked = load_questions()["sdk-versions"]
    with asking(str(place)) as tables:
        assert tables.answer(asked.sql, settled(asked, {"sdk": "y"})).rows == ()
    with pytest.raises(ConfigError, match="no parameter 'app'"):
        settled(asked, {"app": "y"})


def test_a_run_can_be_chosen_and_one_that_is_not_there_is_named(place: Path) -> None:
    with asking(str(place), run_id="q") as tables:
        assert (tables.run_id, tables.against) == ("q", "r")
        assert tables.answer("SELECT key FROM packages ORDER BY key", {}).rows == (("old-a",), ("old-b",), ("old-c",))
    with pytest.raises(ConfigError, match="no run s"), asking(str(place), run_id="s"):
        pass


@pytest.mark.parametrize("sql", ["SELECT nothing FROM packages", "SELEKT"])
def test_a_wrong_question_is_explained(sql: str, place: Path) -> None:
    with asking(str(place)) as tables, pytest.raises(ConfigError):
        tables.answer(sql, {})


def test_there_is_nothing_to_ask_where_nobody_wrote(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no tables"), asking(str(tmp_path)):
        pass


def test_a_folder_of_rules_adds_and_replaces_questions(tmp_path: Path) -> None:
    folder = tmp_path / "questions"
    folder.mkdir()
    (folder / "own.sql").write_text("-- zh: 自己的\n-- en: Own\n-- set: n = 3\nSELECT $n", encoding="utf-8")
    (folder / "shake.sql").write_text("-- zh: 别的\n-- en: Other\nSELECT 1", encoding="utf-8")
    questions = load_questions([tmp_path])
    assert (questions["own"].parameters, questions["own"].title.zh) == ({"n": "3"}, "自己的")
    assert questions["shake"].title.en == "Other"
    assert "changed" in questions


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("-- en: Only English", "no line `-- zh:`"),
        ("-- zh: 一\n-- en: One\n-- what: is this", "is none of"),
        ("-- zh: 一\n-- en: One\n-- set: a b = 1", "is none of"),
        ("-- zh: 一\n-- en: One\n-- chart: one", "names one column"),
    ],
)
def test_a_question_that_does_not_load_is_named_with_its_file(head: str, said: str, tmp_path: Path) -> None:
    folder = tmp_path / "questions"
    folder.mkdir()
    (folder / "bad.sql").write_text(f"{head}\nSELECT 1", encoding="utf-8")
    with pytest.raises(RuleError, match=said) as error:
        load_questions([tmp_path])
    assert "bad.sql" in error.value.message
