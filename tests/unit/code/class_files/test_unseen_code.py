"""Code that runs out of sight, by the class files of an SDK archive."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.apk_builder import Member, zip_bytes
from tests.support.class_builder import ClassBuilder

from appaudit.catalog import load_catalog
from appaudit.model.facts.conduct import UnseenCodeFact
from appaudit.pipeline.collect import Collected, collect
from appaudit.pipeline.inputs import Inputs

LOADER = "dalvik/system/DexClassLoader"
MADE = "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;Ljava/lang/ClassLoader;)V"


def read(tmp_path: Path, builder: ClassBuilder) -> Collected:
    path = tmp_path / "sdk.jar"
    path.write_bytes(zip_bytes([Member(f"{builder.name}.class", builder.build())]))
    return collect(Inputs(artifact=path), load_catalog())


def unseen(tmp_path: Path, builder: ClassBuilder) -> list[tuple[str, str, str]]:
    facts = read(tmp_path, builder).facts.of(UnseenCodeFact)
    return [(fact.way, fact.api, fact.caller.partition("(")[0]) for fact in facts]


@pytest.mark.parametrize(("owner", "found"), [(LOADER, True), ("dalvik/system/VMRuntime", False)])
def test_a_loader_of_code_from_elsewhere(tmp_path: Path, owner: str, found: bool) -> None:
    builder = ClassBuilder("cn/nobody/plug/Host")
    builder.method("open", code=builder.invoke(owner, "<init>", MADE, 0xB7) + b"\xb1")
    builder.method("rest")
    expected = [("loader", "dalvik.system.DexClassLoader.<init>", "cn.nobody.plug.Host.open")]
    assert unseen(tmp_path, builder) == (expected if found else [])


def test_a_loader_that_is_named_and_not_called_is_none(tmp_path: Path) -> None:
    builder = ClassBuilder("cn/nobody/plug/Host")
    builder.member(10, LOADER, "<init>", MADE)
    builder.method("open")
    assert unseen(tmp_path, builder) == []


def test_native_methods_of_nobody_known(tmp_path: Path) -> None:
    builder = ClassBuilder("cn/nobody/plug/Core")
    builder.method("run", code=b"", flags=0x0101)
    assert unseen(tmp_path, builder) == [("native", "cn.nobody.plug.Core.run", "cn.nobody.plug.Core.run")]
    known = ClassBuilder("com/umeng/commonsdk/Core")
    known.method("run", code=b"", flags=0x0101)
    assert unseen(tmp_path, known) == []
    abstract = ClassBuilder("cn/nobody/plug/Core")
    abstract.method("run", code=b"", flags=0x0401)
    assert unseen(tmp_path, abstract) == []


def test_what_runs_out_of_sight_is_a_gap(tmp_path: Path) -> None:
    builder = ClassBuilder("cn/nobody/plug/Host")
    builder.method("open", code=builder.invoke(LOADER, "<init>", MADE, 0xB7) + b"\xb1")
    gaps = read(tmp_path, builder).coverage.gaps_of("api_call")
    assert [(gap.reason, gap.part) for gap in gaps] == [("dynamic_code", "cn.nobody.plug.Host.open")]
