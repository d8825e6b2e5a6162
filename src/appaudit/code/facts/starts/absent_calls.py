"""Which calls of an SDK's start an app's package has no method for: samples that name them would not compile there.

The knowledge base names what some version has: `UMConfigure.preInit` is not in an app with Umeng Analytics 6.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from appaudit.code.values.java_names import descriptor
from appaudit.dex import DexCode, DexFile
from appaudit.model.code_names import is_android
from appaudit.model.facts.third_party import AbsentCallsFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.sdks import SdkSignature

_ROOT: Final = "Ljava/lang/Object;"


def absent_call_facts(codes: Sequence[DexCode], packages: Iterable[str], knowledge: Knowledge) -> list[AbsentCallsFact]:
    """One fact for each SDK with classes in `packages` of whose calls some are in no file."""
    there = {above for name in packages for above in _above(name)}
    calls = {
        each.id: _calls(each)
        for each in knowledge.sdks.values()
        if each.startup is not None and not there.isdisjoint(each.signals.classes)
    }
    owners = sorted({call.rpartition(".")[0] for named in calls.values() for call in named})
    held = {call for code in codes for call in _held(code.dex, owners)}
    found = []
    for sdk, named in calls.items():
        absent = tuple(call for call in named if call not in held and f"{call.rpartition('.')[0]}.*" not in held)
        if absent:
            found.append(AbsentCallsFact(sdk=sdk, calls=absent, extractor="code.absent_calls"))
    return found


def _calls(signature: SdkSignature) -> list[str]:
    startup = signature.startup
    named = (*startup.safe, *startup.consent, *startup.start) if startup is not None else ()
    return [call for call in dict.fromkeys(named) if is_android(call)]


def _held(dex: DexFile, owners: Sequence[str]) -> Iterator[str]:
    """The methods of some classes that a file names; `CLASS.*` for a class that may inherit any."""
    types = dex.find_types([descriptor(owner) for owner in owners])
    wanted = {index: owner for owner, index in zip(owners, types, strict=True) if index >= 0}
    for index, owner in wanted.items():
        for method in dex.methods_of_type(index):
            yield f"{owner}.{dex.method_name(int(method))}"
    for class_def, index in enumerate(dex.class_defs["class_type"].tolist() if wanted else ()):
        above = dex.superclass(class_def) if index in wanted else -1
        if above >= 0 and dex.type_descriptor(above) != _ROOT:
            yield f"{wanted[index]}.*"


def _above(name: str) -> Iterator[str]:
    while name:
        yield name
        name = name.rpartition(".")[0]
