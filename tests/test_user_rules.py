"""Words in a folder given with `--rules` reach every reader of an audit; without it they mean nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from appaudit.catalog import Catalog, load_catalog
from appaudit.model.facts.base import Fact
from appaudit.model.facts.code import ApiCallFact, UiTextFact
from appaudit.model.facts.conduct import SelfStartFact
from appaudit.model.facts.documents import ClauseFact, DeclaredSdkFact
from appaudit.pipeline.collect import collect
from appaudit.pipeline.inputs import Inputs
from appaudit.stages import Stages
from tests.rules.end_to_end.packages import OWNER, app, component, launcher
from tests.support.dex_builder import DefinedClass
from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    READ_IMEI,
    branch,
    code,
    const_string,
    defined,
    flag,
    label,
)
from tests.support.shipped import shipped_catalog

#: One word for each kind of reader, none of which a shipped lexicon has.
WORDS = {
    "sdk-list.yaml": "columns: {company: [出品人]}\n",
    "own.yaml": "language: zh\nconcepts: {cookies_own: [小饼干]}\n"
    "clauses: {cookies: [{status: present, all: [cookies_own]}]}\ntables: {name: [组件称呼]}\n",
    "ui.yaml": "keywords: [离场]\ntopics: {account_cancellation: {any: ['^离场$']},\n"
    " cancellation_path: {words: [abtritt], any: ['^konto/abtritt$']}}\n",
    "consent.yaml": "stems: [clausula]\nagreed: ['^clausulaok$']\n",
    "conduct.yaml": "broadcasts: {boot_receiver: [com.example.WOKEN]}\n",
}
_PATH = "konto/abtritt"
_OWNER = f"L{OWNER.replace('.', '/')}"


def _classes() -> list[DefinedClass]:
    """An app that reads the IMEI at launch once a flag of its own says so, and has a label of its own."""
    start = code(
        flag(1, "clausula_ok"),
        branch("eqz", 1, "end"),
        READ_IMEI,
        label("end"),
        const_string(0, "离场"),
        const_string(0, _PATH),
    )
    return [
        defined(f"{_OWNER}/App;", {"<init>()V": code(), "onCreate()V": start}, superclass=APPLICATION),
        defined(f"{_OWNER}/Main;", {"<init>()V": code()}, superclass=ACTIVITY),
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The inputs of an audit, and `own`, a folder of rules."""
    folder = tmp_path_factory.mktemp("inputs")
    (folder / "own" / "lexicon").mkdir(parents=True)
    for name, content in WORDS.items():
        (folder / "own" / "lexicon" / name).write_text(content, encoding="utf-8")
    woken = component("receiver", f"{OWNER}.Wake", "com.example.WOKEN", exported=False)
    package = app(woken, launcher(), application={"name": f"{OWNER}.App"}, classes=_classes())
    (folder / "app.apk").write_bytes(package)
    (folder / "privacy.txt").write_text("某某记事隐私政策\n\n我们用小饼干记住您的偏好。\n", encoding="utf-8")
    (folder / "sdks.csv").write_text("组件称呼,出品人\n甲推送,乙科技有限公司\n", encoding="utf-8")
    table = "<table><tr><td>组件称呼</td><td>公司名称</td></tr><tr><td>丙统计</td><td>丁科技有限公司</td></tr></table>"
    (folder / "sdks.html").write_text(
        f"<html><meta charset=utf-8><body><h2>第三方SDK目录</h2>{table}", encoding="utf-8"
    )
    return folder


def _facts(folder: Path, catalog: Catalog) -> list[Fact]:
    inputs = Inputs(
        artifact=folder / "app.apk",
        policies=(folder / "privacy.txt",),
        sdk_lists=(folder / "sdks.csv", folder / "sdks.html"),
    )
    return list(collect(inputs, catalog, Stages()).facts)


@pytest.fixture(scope="module")
def with_own(folder: Path) -> list[Fact]:
    """The facts with the user's words."""
    return _facts(folder, load_catalog((folder / "own",)))


@pytest.fixture(scope="module")
def without(folder: Path) -> list[Fact]:
    """The facts by the shipped words alone."""
    return _facts(folder, shipped_catalog())


def _listed(facts: list[Fact]) -> dict[str, str]:
    return {fact.name: fact.company for fact in facts if isinstance(fact, DeclaredSdkFact)}


def test_sdk_lists_are_read_by_a_column_of_the_users_own(with_own: list[Fact], without: list[Fact]) -> None:
    listed = _listed(with_own)
    assert (listed["甲推送"], listed["丙统计"]) == ("乙科技有限公司", "丁科技有限公司")
    assert {"甲推送", "丙统计"}.isdisjoint(_listed(without))


def test_the_policy_is_read_by_a_word_of_the_users_own(with_own: list[Fact], without: list[Fact]) -> None:
    def cookies(facts: list[Fact]) -> list[str]:
        return [fact.status for fact in facts if isinstance(fact, ClauseFact) and fact.id == "cookies"]

    assert (cookies(with_own), cookies(without)) == (["present"], [])


def test_texts_of_the_app_are_read_by_a_word_of_the_users_own(with_own: list[Fact], without: list[Fact]) -> None:
    def entries(facts: list[Fact]) -> list[str]:
        return [fact.text for fact in facts if isinstance(fact, UiTextFact) and fact.topic == "account_cancellation"]

    assert (entries(with_own), entries(without)) == (["离场"], [])


def test_paths_of_requests_are_looked_for_by_a_word_of_the_users_own(with_own: list[Fact], without: list[Fact]) -> None:
    def paths(facts: list[Fact]) -> list[str]:
        return [fact.text for fact in facts if isinstance(fact, UiTextFact) and fact.topic == "cancellation_path"]

    assert (paths(with_own), paths(without)) == ([_PATH], [])


def test_consent_flags_are_known_by_a_name_of_the_users_own(with_own: list[Fact], without: list[Fact]) -> None:
    def guarded(facts: list[Fact]) -> list[tuple[str, bool]]:
        return [(fact.phase, fact.guarded) for fact in facts if isinstance(fact, ApiCallFact)]

    assert (guarded(with_own), guarded(without)) == ([("pre_consent", True)], [("pre_consent", False)])


def test_conduct_is_known_by_a_name_of_the_users_own(with_own: list[Fact], without: list[Fact]) -> None:
    def started(facts: list[Fact]) -> list[str]:
        return [fact.mechanism for fact in facts if isinstance(fact, SelfStartFact)]

    assert (started(with_own), started(without)) == (["boot_receiver"], [])
