"""Code under the name of a library: what its releases read is its own, anything else is read by who calls it."""

from __future__ import annotations

import pytest

from appaudit.derive import derive
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import Coverage
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import ApiCallFact, NamespaceFact
from appaudit.model.facts.derived import DataAccessFact
from appaudit.model.facts.package import AppFact
from appaudit.model.knowledge import DataType, Knowledge
from appaudit.model.sdks import SdkSignature, Signals
from appaudit.model.source import Source

SOURCES = (Source(title="Inspection", checked="2026-11-29"),)
INSIDE = "org.web.internal.Extra.read"
APP, SDK, OWN = "m.Main.onCreate()V", "com.alpha.Core.start()V", "org.web.Provider.onCreate()Z"


def knowledge() -> Knowledge:
    sdks = {
        name: SdkSignature(
            id=name,
            name=Bilingual(name, name),
            category=kind,
            kind=kind,
            signals=Signals(classes=(classes,)),
            sources=SOURCES,
        )
        for name, kind, classes in (("web", "library", "org.web"), ("alpha", "sdk", "com.alpha"))
    }
    types = {name: DataType(id=name, name=Bilingual(name, name)) for name in ("imei", "ip_address")}
    types["os_version"] = DataType(id="os_version", name=Bilingual("系统版本", "System version"), ordinary=True)
    return Knowledge(sdks=sdks, data_types=types, library_reads={"web": frozenset({"ip_address"})})


def reader(data_type: str, chain: tuple[str, ...], known: Knowledge | None = None) -> tuple[str, str, str]:
    """Party, kind and part of an access in the code of the library."""
    call = ApiCallFact(
        api="android.Example.get",
        caller=f"{INSIDE}()V",
        caller_class=INSIDE.rpartition(".")[0],
        data_types=(data_type,),
        role="data",
        chain=chain,
        phase="pre_consent" if chain else "unknown",
    )
    found = FactSet([AppFact(package="m"), NamespaceFact(name="org.web", classes=1), call])
    derive(found, Coverage(), known or knowledge(), [])
    [access] = found.of(DataAccessFact)
    return access.party, access.party_kind, access.part


@pytest.mark.parametrize(
    ("data_type", "chain", "expected"),
    [
        ("imei", (APP, f"{INSIDE}()V"), ("app", "app", "web")),
        ("imei", (APP, SDK, f"{INSIDE}()V"), ("alpha", "sdk", "web")),
        ("imei", (OWN, f"{INSIDE}()V"), ("app", "unknown", "web")),
        ("ip_address", (APP, f"{INSIDE}()V"), ("web", "library", "")),
        ("os_version", (APP, f"{INSIDE}()V"), ("web", "library", "")),
        ("imei", (), ("web", "library", "")),
    ],
    ids=["app", "sdk", "own component", "what it reads itself", "what all code reads", "nobody is known to call it"],
)
def test_whose_an_access_is(data_type: str, chain: tuple[str, ...], expected: tuple[str, str, str]) -> None:
    assert reader(data_type, chain) == expected


def test_of_a_library_that_nobody_looked_at_nothing_is_claimed() -> None:
    known = knowledge()
    known.library_reads.clear()
    assert reader("imei", (APP, f"{INSIDE}()V"), known) == ("web", "library", "")
