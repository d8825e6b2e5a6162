"""Programs of ArkTS for tests, as compilers lay them out: abilities, pages, handlers, and calls of the system."""

from __future__ import annotations

from collections.abc import Sequence

from tests.support.abc_assembly import Assembly, Module
from tests.support.shipped import shipped_catalog

from appaudit.arkts.reading import ArktsReading, read_bytecode
from appaudit.model.artifact import ArkBytecode

ENTRY, PAGE = "entry/src/main/ets/entryability/EntryAbility", "entry/src/main/ets/pages/Index"
PLACE = "ets/modules.abc"


def call(number: int, *names: str, arguments: int = 0, first: int = 5) -> list[str]:
    """A call of what an import gives: `sensor.on(…)`, with that many arguments from register `first` on."""
    lines = [f"ldexternalmodulevar {number}", "sta v4", *(line for name in names[:-1] for line in (
        f"ldobjbyname 0 '{name}'", "sta v4"
    )), "lda v4", f"ldobjbyname 0 '{names[-1]}'"]  # fmt: skip
    used = " ".join(f"v{first + index}" for index in range(arguments))
    return [*lines, f"callthis{arguments} 0 v4 {used}".rstrip()]


def text(register: int, value: str) -> list[str]:
    """A text in a register."""
    return [f"lda.str '{value}'", f"sta v{register}"]


def ability(
    assembly: Assembly, *lines: str, requests: Sequence[str] = (), imports: Sequence[tuple[str, str, int]] = (),
    page: str = "pages/Index",
) -> Assembly:  # fmt: skip
    """The ability that the system starts: what it does in `onCreate`, and the page that it loads."""
    module = Module(
        requests=["@ohos:app.ability.UIAbility", *requests],
        imports=[("default", "UIAbility", 0), *((name, own, number + 1) for name, own, number in imports)],
        exports=[("default", "EntryAbility")],
    )
    assembly.record(f"L&{ENTRY}&;", module)
    members = "['onCreate' @#onCreate 'onWindowStageCreate' @#onWindowStageCreate 2]"
    assembly.function(
        "func_main_0", "ldexternalmodulevar 0", "sta v6", f"defineclasswithbuffer 0 @#EntryAbility {members} 0 v6",
        "stmodulevar 0", "returnundefined",
    )  # fmt: skip
    assembly.function("#EntryAbility", "returnundefined")
    assembly.function("#onCreate", *lines, "returnundefined", arguments=5)
    loads = ["lda v19", "sta v4", f"lda.str '{page}'", "sta v5", "lda v4", "ldobjbyname 0 'loadContent'"]
    assembly.function("#onWindowStageCreate", *loads, "callthis1 0 v4 v5", "returnundefined", arguments=4)
    return assembly


def page(
    assembly: Assembly, appear: Sequence[str] = (), click: Sequence[str] = (), handler: str = "onClick",
    requests: Sequence[str] = (), imports: Sequence[tuple[str, str, int]] = (), path: str = PAGE,
) -> Assembly:  # fmt: skip
    """A page: what it does as it appears, and what a button on it does."""
    assembly.record(f"L&{path}&;", Module(requests=requests, imports=imports))
    members = "['aboutToAppear' @#aboutToAppear 'initialRender' @#initialRender 2]"
    assembly.function(
        "func_main_0", "newlexenv 1", "tryldglobalbyname 0 'ViewPU'", "sta v6",
        f"defineclasswithbuffer 0 @#Index {members} 0 v6", "stlexvar 0 0",
        "tryldglobalbyname 0 'registerNamedRoute'", "sta v5", "definefunc 0 @#route 0", "sta v6", "lda v5",
        "callarg1 0 v6", "returnundefined",
    )  # fmt: skip
    assembly.function("#Index", "returnundefined", arguments=5)
    assembly.function("#route", "ldlexvar 0 0", "sta v4", "newobjrange 0 1 v4", "return")
    assembly.function("#aboutToAppear", *appear, "returnundefined")
    assembly.function(
        "#initialRender", "tryldglobalbyname 0 'Button'", "sta v4", "definefunc 0 @#click 0", "sta v5", "lda v4",
        f"ldobjbyname 0 '{handler}'", "callthis1 0 v4 v5", "returnundefined",
    )  # fmt: skip
    assembly.function("#click", *click, "returnundefined", arguments=4)
    return assembly


def read(*assemblies: Assembly, started: bool = True) -> ArktsReading:
    """What the engine says of files that an app holds."""
    catalog = shipped_catalog()
    entries = ("/ets/entryability/EntryAbility",) if started else ()
    files = [
        ArkBytecode(place=f"{PLACE}" if not number else f"{number}.hsp!{PLACE}", data=each.data(), started=entries)
        for number, each in enumerate(assemblies)
    ]
    words = catalog.lexicons
    return read_bytecode(files, catalog.knowledge.apis_on("harmony"), words.arkts, words.consent)
