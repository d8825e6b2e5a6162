"""Whose code a source file of ArkTS is: the app's modules, packages of ohpm that are known, and others."""

from __future__ import annotations

from tests.support.shipped import shipped_catalog

from appaudit.derive import derive
from appaudit.model.artifact import Artifact
from appaudit.model.coverage import Coverage
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import ApiCallFact
from appaudit.model.facts.derived import DataAccessFact, PermissionUseFact
from appaudit.model.facts.package import AppFact, DependencyFact, PermissionFact
from appaudit.model.facts.third_party import UnknownPartyFact

OAID = "ohos.permission.APP_TRACKING_CONSENT"
ARTIFACT = Artifact(kind="hap", platform="harmony", path="x.hap", sha256="00", size=1)


def call(path: str) -> ApiCallFact:
    return ApiCallFact(
        api="@ohos.identifier.oaid.getOAID", caller=f"{path}#read", caller_class=path, data_types=("oaid",),
        permissions=(OAID,),
    )  # fmt: skip


def derived(*paths: str, packages: tuple[str, ...] = (), modules: tuple[str, ...] = ()) -> FactSet:
    facts = FactSet(
        [
            AppFact(package="com.qinghe.harmony"),
            PermissionFact(name=OAID),
            PermissionFact(name="ohos.permission.READ_MESSAGES"),
            PermissionFact(name="ohos.permission.CAMERA"),
            *(DependencyFact(source="ohpm", name=name) for name in packages),
            *(DependencyFact(source="ohpm", name=name, here=True) for name in modules),
            *(call(path) for path in paths),
        ]
    )
    derive(facts, Coverage(), shipped_catalog().knowledge, [], (), ARTIFACT)
    return facts


def parties(*paths: str, packages: tuple[str, ...] = ()) -> dict[str, tuple[str, str]]:
    facts = derived(*paths, packages=packages).of(DataAccessFact)
    return {fact.caller.partition("#")[0]: (fact.party, fact.party_kind) for fact in facts}


def test_the_package_of_a_source_file_says_whose_it_is() -> None:
    own, known, other = "entry/src/main/ets/A", "@umeng/analytics/src/main/ets/B", "@nobody/knows/Index"
    assert parties(own, known, other) == {
        own: ("app", "app"),
        known: ("umeng-analytics", "sdk"),
        other: ("app", "unknown"),
    }


def test_a_package_without_a_scope_is_told_from_a_module_of_the_app_by_the_list_of_packages() -> None:
    path = "dayjs/index"
    assert parties(path) == {path: ("app", "app")}
    assert parties(path, packages=("dayjs",)) == {path: ("app", "unknown")}


def test_a_module_of_the_project_is_the_apps_own_whatever_its_package_is_called() -> None:
    for path in ("entry/src/main/ets/A", "@qinghe/common/src/main/ets/A"):
        package = path.partition("/src")[0]
        (fact,) = derived(path, packages=(package,), modules=(package,)).of(DataAccessFact)
        assert (fact.party, fact.party_kind) == ("app", "app")
        (fact,) = derived(path, packages=(package,)).of(DataAccessFact)
        assert fact.party_kind == "unknown"


def test_what_nobody_knows_is_named_by_its_package() -> None:
    found = derived("@nobody/knows/src/main/ets/a/b").of(UnknownPartyFact)
    assert [(fact.name, fact.data_types) for fact in found] == [("@nobody/knows", ("oaid",))]


def test_permissions_are_used_unused_or_without_an_interface_that_would_show_it() -> None:
    uses = {fact.name.rpartition(".")[2]: fact for fact in derived("entry/src/main/ets/A").of(PermissionUseFact)}
    assert uses["APP_TRACKING_CONSENT"].used_by == ("app",)
    assert uses["CAMERA"].used == "no"
    assert (uses["READ_MESSAGES"].used, uses["READ_MESSAGES"].reason) == ("unknown", "no_api")
