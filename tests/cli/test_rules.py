"""`appaudit rules` and `appaudit explain` as an author of rules meets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.shipped import knowledge

from appaudit.authoring.examples import run_examples
from appaudit.authoring.lint import lint
from appaudit.catalog.rules import load_rules
from appaudit.cli import exit_code_of
from appaudit.model.facts.kinds import FACT_KINDS


def begun(into: Path, rule_id: str = "own-example-rule", kind: str = "permission_use") -> Path:
    assert exit_code_of(["rules", "new", rule_id, "--fact", kind, "--into", str(into)]) == 0
    (path,) = (into / "checks").glob(f"*/{rule_id}.yaml")
    return path


def filled_in(path: Path) -> None:
    """What an author would write, in both languages."""
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("待填写", "已写").replace("To write", "Written"), encoding="utf-8")


@pytest.mark.parametrize("kind", sorted(FACT_KINDS))
def test_a_new_rule_loads_passes_its_examples_and_lints_once_it_is_written(kind: str, tmp_path: Path) -> None:
    path = begun(tmp_path, kind=kind)
    problems = lint(load_rules((tmp_path,), knowledge()), knowledge())
    assert sum("still to be written" in problem for problem in problems) == 15
    filled_in(path)
    rules = load_rules((tmp_path,), knowledge())
    assert [rule.id for rule in rules] == ["own-example-rule"]
    assert [result.problem for result in run_examples(rules, knowledge())] == ["", ""]
    assert [problem for problem in lint(rules, knowledge()) if "own-example-rule" in problem] == []


def test_the_commands_that_follow_accept_it_once_it_is_written(tmp_path: Path) -> None:
    path = begun(tmp_path)
    assert exit_code_of(["rules", "test", "--rules", str(tmp_path)]) == 0
    assert exit_code_of(["rules", "lint", "--rules", str(tmp_path)]) == 2
    filled_in(path)
    assert exit_code_of(["rules", "lint", "--rules", str(tmp_path)]) == 0
    assert exit_code_of(["rules", "test", "--rules", str(tmp_path)]) == 0


def test_a_new_rule_goes_where_most_of_its_kind_are(tmp_path: Path) -> None:
    assert begun(tmp_path, kind="self_start").parent.name == "self_start"
    assert begun(tmp_path, "the-other-one", kind="namespace").parent.name == "own"


def test_in_a_checkout_a_new_rule_goes_to_the_shipped_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert exit_code_of(["rules", "new", "at-home"]) == 0
    (tmp_path / "rules" / "checks").mkdir(parents=True)
    assert exit_code_of(["rules", "new", "in-a-checkout"]) == 0
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.yaml")) == [
        "my-rules/checks/permission/at-home.yaml",
        "rules/checks/permission/in-a-checkout.yaml",
    ]


def test_a_new_rule_names_what_can_be_asked_and_with_which_words(tmp_path: Path) -> None:
    text = begun(tmp_path, kind="data_access").read_text(encoding="utf-8")
    for line in (
        "#   phase: pre_consent | other | dead | unknown",
        "#   guarded: true | false",
        "#   depth: number",
        "#   data_type: id (data_types)",
        "#   chain: text …",
        "#   party: id (sdks) | app | renamed",
    ):
        assert line in text.splitlines(), line
    for field in ("kind", "identity", "location", "extractor"):
        assert f"#   {field}:" not in text


def test_a_rule_file_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begun(tmp_path)
    assert exit_code_of(["rules", "new", "own-example-rule", "--into", str(tmp_path)]) == 2
    assert "own-example-rule.yaml 已存在" in capsys.readouterr().err


@pytest.mark.parametrize(("arguments", "said"), [(["Bad_Id"], "连字符"), (["a-b", "--fact", "mood"], "permission_use")])
def test_what_cannot_be_begun_says_what_can(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code_of(["rules", "new", *arguments, "--into", str(tmp_path)]) == 2
    assert said in capsys.readouterr().err


def test_lint_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = begun(tmp_path)
    filled_in(path)
    text = path.read_text(encoding="utf-8")
    text = text.replace("{permission_use: {name: example}}", "{not: {permission_use: {name: example}}}")
    text = text.replace("[secure-data]", "[be-kind]")
    path.write_text(text.replace('en: "Written: the problem in one line"', "en: 问题"), encoding="utf-8")
    capsys.readouterr()
    assert exit_code_of(["rules", "lint", "--rules", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "obligation 'be-kind' is not in taxonomy/obligations.yaml; correct it or add it" in said
    assert "add one with coverage" in said
    assert "title.en holds Chinese; write it in English" in said


def test_a_rule_that_asks_for_what_there_is_not_is_refused_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = begun(tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("category: data_security", "category: moods"), encoding="utf-8")
    capsys.readouterr()
    assert exit_code_of(["rules", "list", "--rules", str(tmp_path)]) == 2
    assert "own-example-rule.yaml:5: category: 'moods' cannot occur" in capsys.readouterr().err


def test_lint_counts_what_the_rules_rest_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code_of(["rules", "lint"]) == 0
    assert "distinct match trees" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("rule", "grades"),
    [
        (
            "undisclosed-sdk",
            "Severity: high · high confidence · at most: evidence meets the cited text · Undisclosed SDK",
        ),
        ("policy-cancellation-face", "Severity: medium · low confidence · at most: needs human review"),
    ],
)
def test_the_grades_of_an_explained_rule_say_which_is_which(
    rule: str, grades: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code_of(["explain", rule, "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines()[2].startswith(grades)


@pytest.mark.parametrize(
    ("language", "heading", "text"),
    [("zh", "整改", "删除权限"), ("en", "What to do", "Remove it")],
)
def test_a_rule_is_explained_in_both_languages(
    language: str, heading: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code_of(["explain", "app-list-permission", "--lang", language]) == 0
    said = capsys.readouterr().out
    assert heading in said
    assert text in said


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("ncverc:N02", ["病毒中心通报 N02", "undisclosed-sdk", "证据充分时可以判断"]),
        ("n02", ["病毒中心通报 N02"]),
        ("191号", ["cac-191\n", "cac-191:1.3"]),
        ("CAC 191", ["cac-191\n", "cac-191:1.3"]),
        ("国信办秘字〔2019〕191号", ["cac-191\n", "cac-191:1.3"]),
        ("191号 二（一）", ["cac-191:2.1\n"]),
        ("191号二(一)", ["cac-191:2.1\n"]),
        ("个保法第六条", ["pipl:6\n"]),
        ("PIPL Art. 6", ["pipl:6\n"]),
        ("cac-191", ["国信办秘字〔2019〕191号", "cac-191:1.3", "2019-11-28"]),
        ("jpush", ["深圳市和讯华谷信息技术有限公司", "cn.jpush", "国际移动设备识别码"]),
    ],
)
def test_regulations_items_and_sdks_are_explained_too(
    name: str, texts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code_of(["explain", name, "--lang", "zh"]) == 0
    said = capsys.readouterr().out
    assert [text for text in texts if text not in said] == []


@pytest.mark.parametrize(
    ("name", "near"),
    [
        (
            "网数条例第二十一条第二款",
            "Did you mean: network-data-regulation:21.2-lists, network-data-regulation:21.2-minors",
        ),
        ("2.1", "cac-191:2.1, miit-164:2.1"),
        ("undisclosed-sdks", "undisclosed-sdk"),
        ("zzzzzz", "appaudit rules list"),
    ],
)
def test_what_is_not_known_is_told_with_what_was_meant(
    name: str, near: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code_of(["explain", name, "--lang", "en"]) == 2
    assert near in capsys.readouterr().err
