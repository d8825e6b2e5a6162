"""Every step of the call chains in a report is there in the bytecode of the method that it names."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

import pytest

from tests.support.dex_oracles import DEXDUMP
from tests.support.dexdump_chains import dumped, has_step, missing_steps
from tests.support.program_assembly import call, code, defined, dex, new, static_field
from tests.support.sample_paths import sample
from tests.support.sample_reports import sample_report

SAMPLES = ("clean-shop", "planted-shop", "pre-consent", "pre-consent-twin", "reach-ways", "reach-ways-twin")


def dex_files(name: str) -> Iterator[bytes]:
    with zipfile.ZipFile(sample(name).apk) as archive:
        for entry in archive.namelist():
            if entry.endswith(".dex"):
                yield archive.read(entry)


@pytest.mark.skipif(DEXDUMP is None, reason="dexdump is not installed")
@pytest.mark.parametrize("name", SAMPLES)
def test_each_method_of_a_chain_makes_the_next_one_run(name: str) -> None:
    dump = dumped(dex_files(name))
    chains = [row.chain for row in sample_report(name).facts.data_access if row.chain]
    assert chains
    assert [missing_steps(chain, dump) for chain in chains] == [[]] * len(chains)


@pytest.mark.skipif(DEXDUMP is None, reason="dexdump is not installed")
def test_a_step_to_another_overload_is_missed() -> None:
    dump = dumped(dex_files("pre-consent"))
    first, second = next(row.chain[:2] for row in sample_report("pre-consent").facts.data_access if len(row.chain) > 1)
    assert has_step(first, second, dump)
    assert not has_step(first, second.replace("(", "(J"), dump) or second.endswith("<init>()V")


@pytest.mark.skipif(DEXDUMP is None, reason="dexdump is not installed")
def test_a_step_through_a_field_is_one_where_the_field_keeps_an_object_of_the_class() -> None:
    task, field = "Ljava/lang/Runnable;", "Lm/Page;->task:Ljava/lang/Runnable;"
    runs = {name: defined(f"Lm/{name};", {"<init>()V": code(), "run()V": code()}, interfaces=[task]) for name in "AB"}
    page = defined(
        "Lm/Page;",
        {
            "<init>()V": code(new(1, "Lm/A;"), static_field("put-object", 1, field)),
            "other()V": code(new(1, "Lm/B;")),
            "show()V": code(static_field("get-object", 1, field), call("virtual", f"Lm/Page;->post({task})V", 2, 1)),
        },
    )
    dump = dumped([dex(page, *runs.values())])
    assert has_step("m.Page.show()V", "m.A.run()V", dump)
    assert not has_step("m.Page.show()V", "m.B.run()V", dump)
    assert not has_step("m.Page.other()V", "m.A.run()V", dump)
