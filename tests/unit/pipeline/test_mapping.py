"""A renamed package read with its mapping says what the same package says that was not renamed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    IMEI,
    branch,
    call,
    code,
    defined,
    dex,
    flag,
    give,
    label,
    manifest,
    move_result,
)
from tests.support.shipped import shipped_catalog

from appaudit.code import read_code_facts
from appaudit.dex import Renaming, read_mapping
from appaudit.errors import ConfigError
from appaudit.model.artifact import DexImage
from appaudit.model.facts.code import ApiCallFact, NamespaceFact
from appaudit.model.surroundings import Surroundings
from appaudit.pipeline.mapping import identified_as_shipped, of_app, read_mapping_file, restored
from appaudit.stages import Stages

MAPPING = """\
com.example.App -> a.a:
    void onCreate() -> onCreate
com.example.Main -> a.m:
com.example.ids.Device -> a.b:
    void read() -> a
    void read(int) -> a
com.example.ids.Guard -> a.c:
    boolean isPrivacyAgreed() -> a
"""
RENAMED = {"App": "La/a;", "Main": "La/m;", "Device": "La/b;", "Guard": "La/c;", "read": "a", "agreed": "a"}
PLAIN = {
    "App": "Lcom/example/App;",
    "Main": "Lcom/example/Main;",
    "Device": "Lcom/example/ids/Device;",
    "Guard": "Lcom/example/ids/Guard;",
    "read": "read",
    "agreed": "isPrivacyAgreed",
}


def image(names: dict[str, str]) -> DexImage:
    """An app that reads the IMEI at launch, and once more where the user has agreed."""
    device, read = names["Device"], names["read"]
    again = call("static", f"{device}->{read}(I)V", 1)
    start = code(
        call("static", f"{device}->{read}()V"), call("static", f"{names['Guard']}->{names['agreed']}()Z"),
        move_result(1), branch("eqz", 1, "end"), again, label("end"),
    )  # fmt: skip
    reading = code(call("virtual", IMEI, 0), move_result(0, reference=True))
    agreed = f"{names['agreed']}()Z"
    files = dex(
        defined(names["App"], {"<init>()V": code(), "onCreate()V": start}, superclass=APPLICATION),
        defined(names["Main"], {"<init>()V": code()}, superclass=ACTIVITY),
        defined(device, {f"{read}()V": reading, f"{read}(I)V": reading}, static=[f"{read}()V", f"{read}(I)V"]),
        defined(names["Guard"], {agreed: code(flag(0, "agreed"), give(0))}, static=[agreed]),
    )
    return DexImage(place="classes.dex", data=memoryview(files))


def facts_of(names: dict[str, str], renaming: Renaming | None = None) -> set[tuple[object, ...]]:
    classes = {name: names[name][1:-1].replace("/", ".") for name in ("App", "Main")}
    known = manifest(application=classes["App"], launcher=classes["Main"])
    if renaming is not None:
        known = restored(known, renaming)
    catalog = shipped_catalog()
    reading = read_code_facts(
        [image(names)], catalog.knowledge, catalog.lexicons, Stages(), Surroundings(manifest=known), renaming
    )
    calls = [fact for fact in reading.facts if isinstance(fact, ApiCallFact)]
    packages = [fact for fact in reading.facts if isinstance(fact, NamespaceFact)]
    return {(fact.caller, fact.phase, fact.guarded, fact.chain) for fact in calls} | {(fact.name,) for fact in packages}


def test_with_its_mapping_a_renamed_package_reads_like_the_other() -> None:
    plain = facts_of(PLAIN)
    assert ("com.example.ids.Device.read()V", "pre_consent", False) in {row[:3] for row in plain}
    assert ("com.example.ids.Device.read(I)V", "pre_consent", True) in {row[:3] for row in plain}
    assert facts_of(RENAMED, read_mapping(MAPPING.splitlines())) == plain


def test_without_it_the_names_are_those_of_the_package() -> None:
    found = facts_of(RENAMED)
    assert {row[0] for row in found} == {"a.b.a()V", "a.b.a(I)V", "a"}
    assert facts_of(PLAIN, read_mapping(MAPPING.splitlines())) == facts_of(PLAIN)


def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mapping.txt"
    for content, said in ((b"<html>", "line 1"), (b"", "no mapping"), (b"\xff\xfe\x00", "--mapping")):
        path.write_bytes(content)
        with pytest.raises(ConfigError, match=said):
            read_mapping_file(path)
    with pytest.raises(ConfigError, match="--mapping"):
        read_mapping_file(tmp_path / "missing.txt")


def test_no_finding_changes_that_is_about_no_renamed_class() -> None:
    assert identified_as_shipped([], read_mapping(MAPPING.splitlines())) == []


def test_no_name_of_the_platform_is_replaced_that_the_app_does_not_define() -> None:
    forged = [
        *MAPPING.splitlines(),
        "com.example.Clock -> android.telephony.TelephonyManager:",
        "    java.lang.String tick() -> getImei",
        "android.app.Activity -> android.app.Activity:",
        "    void nothing() -> onCreate",
        "android.support.v4.app.Fragment -> android.support.v4.app.g:",
    ]
    images = [image(RENAMED)]
    found = of_app(read_mapping(forged), images)
    assert facts_of(RENAMED, found) == facts_of(PLAIN)
    assert not [name for name in (*found.types, *(owner for owner, _ in found.methods)) if name.startswith("Landroid")]
    defines = DexImage(data=dex(defined("Landroid/support/v4/app/g;", {})), place="classes2.dex")
    assert "Landroid/support/v4/app/g;" in of_app(read_mapping(forged), [*images, defines]).types


def test_a_mapping_of_the_apps_own_classes_is_taken_as_it_is() -> None:
    stated = read_mapping(MAPPING.splitlines())
    assert of_app(stated, [image(RENAMED)]) is stated
