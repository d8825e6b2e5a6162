"""What bytecode of ArkTS means: facts, gaps and texts that are read from files that are damaged."""

from __future__ import annotations

from tests.support.abc_assembly import Assembly
from tests.support.arkts_programs import ability, call, page, text
from tests.support.shipped import shipped_catalog
from tests.unit.abc.test_file import LAYOUTS, filled

from appaudit.arkts.reading import read_bytecode
from appaudit.model.artifact import ArkBytecode

DICTIONARY = (b"PANDA\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff", b"\x3c", b"\x3d", b"\x09\x01", b"\x35", b"getOAID\0")
STARTED = ("/ets/entryability/EntryAbility",)
REQUESTS = ["@ohos:identifier.oaid", "@ohos:data.preferences"]
IMPORTS = [("default", "oaid", 0), ("default", "preferences", 1)]


def seeds() -> list[bytes]:
    stored = [*text(5, "privacy_agreed"), *call(1, "getPreferencesSync"), "sta v4", "ldobjbyname 0 'getSync'"]
    asked = [*stored, "callthis1 0 v4 v5", "callruntime.istrue 0", "jeqz :end", *call(0, "getOAID"), "end:"]
    loop = ["newlexenv 1", "again:", "ldlexvar 0 0", "stlexvar 0 0", "definefunc 0 @#click 0", "jnez :again"]
    both = page(ability(Assembly()), appear=asked, click=loop, requests=REQUESTS, imports=IMPORTS)
    return [both.data(), *(filled(layout) for layout in LAYOUTS.values())]


def fuzz(data: bytes) -> None:
    catalog = shipped_catalog()
    file = ArkBytecode(place="ets/modules.abc", data=data, started=STARTED, pages=("pages/Index",))
    words = catalog.lexicons
    found = read_bytecode([file], catalog.knowledge.apis_on("harmony"), words.arkts, words.consent)
    assert found.figures.functions or found.gaps or not found.facts
    assert all(fact.key() and fact.caller for fact in found.facts)
