"""Checks on the SDK files as a whole; every message says what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

from appaudit.model.code_names import owner_of, platform_of
from appaudit.model.knowledge import Knowledge
from appaudit.model.sdks import SdkSignature, SdkSwitch

#: Letters that a class prefix needs to name a product, and one without a dot.
_SHORTEST, _SHORTEST_WORD = 5, 6
#: Characters without `*` that a name needs to be one product's.
_SHORTEST_NAMES = (
    ("components", 12),
    ("meta_data", 6),
    ("native_libraries", 8),
    ("assets", 8),
    ("ohpm", 5),
    ("pods", 4),
    ("frameworks", 4),
    ("bundles", 4),
    ("npm", 4),
    ("mini_plugins", 18),
)
#: Characters that a text in code needs; lookups go by the first eight bytes.
_SHORTEST_TEXT = 8
_SHORTEST_BEGINNING = 4
_NATIVE_VERSION = re.compile(r"lib[^ %]*(?:%s|%d%d%d)[^ %]*\.so|lib[^ %]+\.so .{4,}")
_DIGIT_CODE = re.compile(r"(\S.{3,}) \d*x+\d*y+\d*(?:z+\d*)?(?: < \d+(?:\.\d+)*)?", re.ASCII)
_HOST = re.compile(r"[\w\-]+(?:\.[\w\-]+)+", re.ASCII)
_COORDINATE = re.compile(r"[A-Za-z][\w.\-]*(?:\*|:(?:\*|[\w.\-]+\*?))")
_STATEMENT = re.compile(r"https?://[^/]+/.+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def lint_sdks(knowledge: Knowledge) -> Iterator[str]:
    """Every problem of the SDK files, one line each."""
    yield from _lint_names(knowledge)
    yield from _lint_signals(knowledge)
    cores = tuple(
        f"{prefix}."
        for item in knowledge.sdks.values()
        if item.kind == "library" or item.part_of
        for prefix in item.signals.classes
    )
    of_vendors: dict[str, tuple[str, ...]] = {}
    for item in knowledge.sdks.values():
        if item.vendor:
            prefixes = tuple(f"{prefix}." for prefix in item.signals.classes)
            of_vendors[item.vendor] = (*of_vendors.get(item.vendor, ()), *prefixes)
    for signature in knowledge.sdks.values():
        yield from _lint_facts(signature, knowledge)
        for host in signature.carried_by:
            if host == signature.id or host not in knowledge.sdks:
                yield f"SDK {signature.id}: carried_by {host!r} is no other SDK; name the id of one"
        yield from _lint_parts(signature, knowledge)
        for call in _calls(signature):
            yield from _lint_call(signature, call, (*cores, *of_vendors.get(signature.vendor, ())))
        yield from _lint_startup(signature)
        for switch in signature.switches:
            yield from _lint_switch(signature, switch, knowledge)


def _lint_parts(signature: SdkSignature, knowledge: Knowledge) -> Iterator[str]:
    """Products that a part cannot belong to: none, a library, a part itself."""
    where = f"SDK {signature.id}: part_of"
    if signature.part_of and signature.kind != "sdk":
        yield f"{where} is for code that collects; a {signature.kind} has no products, set kind: sdk"
    if signature.part_of and signature.carried_by:
        yield f"{where} and carried_by exclude each other; a part is nothing that documents list by itself"
    for name in signature.part_of:
        product = knowledge.sdks.get(name)
        if product is None or product.kind != "sdk" or product.part_of:
            yield f"{where} {name!r} is no product; name the id of an SDK that is no part itself"


def _lint_names(knowledge: Knowledge) -> Iterator[str]:
    """Names and coordinates that two SDKs claim: whoever is matched by them would hide the other."""
    prefixes: dict[str, str] = {}
    aliases: dict[str, str] = {}
    coordinates: dict[str, str] = {}
    for signature in knowledge.sdks.values():
        for prefix in signature.signals.classes:
            if prefixes.setdefault(prefix, signature.id) != signature.id:
                yield f"SDK {signature.id}: class prefix {prefix} also belongs to {prefixes[prefix]}"
        for alias in (signature.name.zh, signature.name.en, *signature.aliases):
            key = _alias_key(alias)
            if signature.kind != "packer" and aliases.setdefault(key, signature.id) != signature.id:
                yield f"SDK {signature.id}: the name {alias!r} also belongs to {aliases[key]}"
        for coordinate in signature.maven:
            if not _COORDINATE.fullmatch(coordinate):
                yield f"SDK {signature.id}: {coordinate!r} is no Maven coordinate; write group:artifact"
            if coordinates.setdefault(coordinate, signature.id) != signature.id:
                yield f"SDK {signature.id}: coordinate {coordinate} also belongs to {coordinates[coordinate]}"


def _alias_key(alias: str) -> str:
    """A name as it is compared with those in documents: no case, spaces, brackets, punctuation or closing "SDK"."""
    key = re.sub(r"[（(][^（）()]*[)）]", "", alias) or alias
    key = re.sub(r"[\s·\-_“”\"'+]+", "", key).casefold()
    return re.sub(r"(?:sdk)+$", "", key) or key


def _lint_signals(knowledge: Knowledge) -> Iterator[str]:
    """Signals that are no proof: too short to be one product's, or those of two."""
    owners = {prefix: item for item in knowledge.sdks.values() for prefix in item.signals.classes}
    for signature in knowledge.sdks.values():
        for prefix in signature.signals.classes:
            letters = sum(character.isalnum() for character in prefix)
            # Libraries are never reported, and some are rooted in one short word (`okio`); so are parts (`c.t.m`).
            if (
                signature.kind != "library"
                and not signature.part_of
                and letters < (_SHORTEST if "." in prefix else _SHORTEST_WORD)
            ):
                yield f"SDK {signature.id}: class prefix {prefix!r} is too short to name a product"
        for component in signature.signals.components:
            owner = _owner(component, owners)
            if owner is not None and owner.kind == "sdk" and owner.id != signature.id:
                yield f"SDK {signature.id}: component {component} is a class of {owner.id}"
    for kind, shortest in _SHORTEST_NAMES:
        patterns = [(name, item) for item in knowledge.sdks.values() for name in getattr(item.signals, kind)]
        for name, signature in patterns:
            if len(name.replace("*", "")) < shortest:
                yield f"SDK {signature.id}: {kind} {name!r} is too short to name a product"
        yield from _lint_shared(kind, patterns)
    yield from _lint_strings(knowledge)


def _lint_strings(knowledge: Knowledge) -> Iterator[str]:
    """Texts in code that would prove nothing, or that could never be found."""
    texts = [(text, item) for item in knowledge.sdks.values() for text in item.signals.strings]
    for text, signature in texts:
        where = f"SDK {signature.id}: string {text!r}"
        name = text.removeprefix("*.")
        if len(name) < _SHORTEST_TEXT:
            yield f"{where} is too short to be one product's"
        if "*" in name:
            yield f"{where} is no pattern; only a leading '*.' stands for anything, for the hosts below"
        if "://" in text or (_HOST.fullmatch(name) and name != name.lower()):
            yield f"{where} is found as a host; write it in lower case and without scheme or path"
        if text != name and name.count(".") == 0:
            yield f"{where} would fit hosts of everybody; name a domain"
    yield from _lint_shared("strings", texts)
    beginnings = [(text, item) for item in knowledge.sdks.values() for text in item.signals.version_texts]
    for text, signature in beginnings:
        if len(text) < _SHORTEST_BEGINNING:
            yield f"SDK {signature.id}: version text {text!r} is too short to be one product's"
    yield from _lint_shared("version_texts", beginnings)
    neighbours = [(text, item) for item in knowledge.sdks.values() for text in item.signals.version_beside]
    for text, signature in neighbours:
        if len(text) < _SHORTEST_BEGINNING:
            yield f"SDK {signature.id}: text {text!r} beside a version is too short to be one product's"
    yield from _lint_shared("version_beside", neighbours)
    native = [(entry, item) for item in knowledge.sdks.values() for entry in item.signals.version_native]
    for entry, signature in native:
        if not _NATIVE_VERSION.fullmatch(entry):
            yield (
                f"SDK {signature.id}: {entry!r} tells no version of a library; write lib….so with %s or %d%d%d for it,"
                " or the file name and what a text in it begins with"
            )
    yield from _lint_shared("version_native", native)
    keys = [(key, item) for item in knowledge.sdks.values() for key in item.signals.version_meta_data]
    yield from _lint_shared("version_meta_data", keys)
    codes = [(entry, item) for item in knowledge.sdks.values() for entry in item.signals.version_digits]
    for entry, signature in codes:
        if not _DIGIT_CODE.fullmatch(entry):
            yield f"SDK {signature.id}: {entry!r} spells no version; write a text, a space and digits with x, y and z"
    fitting = ((_DIGIT_CODE.fullmatch(entry), item) for entry, item in codes)
    yield from _lint_shared("version_digits", [(said.group(1), item) for said, item in fitting if said])


def _lint_shared(kind: str, patterns: list[tuple[str, SdkSignature]]) -> Iterator[str]:
    exact: dict[str, SdkSignature] = {}
    for name, signature in patterns:
        other = exact.setdefault(name, signature)
        if other.id != signature.id:
            yield f"SDK {signature.id}: {kind} {name} also belongs to {other.id}, so it proves neither"
    for pattern, signature in patterns:
        if "*" in pattern:
            for name, other in patterns:
                if other.id != signature.id and name != pattern and fnmatchcase(name, pattern):
                    yield f"SDK {signature.id}: {kind} {pattern} also fits {name} of {other.id}; make it narrower"


def _owner(class_name: str, owners: Mapping[str, SdkSignature]) -> SdkSignature | None:
    name = class_name.rstrip("*.")
    while name:
        if name in owners:
            return owners[name]
        name = name.rpartition(".")[0]
    return None


def _lint_facts(signature: SdkSignature, knowledge: Knowledge) -> Iterator[str]:
    if knowledge.sdk_categories and signature.category not in knowledge.sdk_categories:
        yield f"SDK {signature.id}: category {signature.category!r} is not in taxonomy/sdk_categories.yaml"
    if not signature.sources:
        yield f"SDK {signature.id}: has no source; say where its facts were read and when"
    for source in filter(None, (*signature.sources, signature.statement)):
        if not _DATE.fullmatch(source.checked):
            yield f"SDK {signature.id}: source {source.title!r} was checked {source.checked!r}, expected YYYY-MM-DD"
    if signature.privacy_url and not _STATEMENT.match(signature.privacy_url):
        yield (f"SDK {signature.id}: {signature.privacy_url} is a site, not a privacy statement; give the page")
    if signature.statement and not _STATEMENT.match(signature.statement.url):
        yield f"SDK {signature.id}: a statement was read whole, so give the address of its page"
    for name in signature.collects:
        if name not in knowledge.data_types:
            yield f"SDK {signature.id}: data type {name!r} is not in taxonomy/data_types.yaml"


def _lint_startup(signature: SdkSignature) -> Iterator[str]:
    startup = signature.startup
    if startup is None:
        return
    for call in sorted(set(startup.start) & {*startup.safe, *startup.consent}):
        yield f"SDK {signature.id}: {call} cannot both start it and be safe; name it once"
    for component, needs in startup.needs.items():
        if component not in startup.components:
            yield f"SDK {signature.id}: needs of {component}, which is none of its components; name it there"
        for need in needs:
            if not need.startswith(("string/", "meta-data/")):
                yield f"SDK {signature.id}: a component cannot need {need!r}; write string/NAME or meta-data/NAME"
    for component in startup.awaits:
        if component not in startup.components or not startup.consent:
            yield f"SDK {signature.id}: awaits of {component} needs it among its components, and a call of consent"
    for component, known in startup.yields.items():
        if component not in startup.components:
            yield f"SDK {signature.id}: yields of {component}, which is none of its components; name it there"
        for name in (*known.to, *known.unless):
            if not name.startswith(("string/", "bool/", "meta-data/")):
                yield f"SDK {signature.id}: a component cannot ask for {name!r}; write string, bool or meta-data/NAME"


def _lint_switch(signature: SdkSignature, switch: SdkSwitch, knowledge: Knowledge) -> Iterator[str]:
    if sum(map(bool, (switch.call, switch.override, switch.meta_data))) != 1:
        yield f"SDK {signature.id}: a switch needs exactly one of call, override and meta_data"
    if (switch.override or switch.meta_data) and not switch.safe_value:
        yield f"SDK {signature.id}: the switch {switch.override or switch.meta_data} needs the safe_value that counts"
    for name in switch.data:
        if name not in knowledge.data_types:
            yield f"SDK {signature.id}: data type {name!r} of a switch is not in taxonomy/data_types.yaml"


def _calls(signature: SdkSignature) -> Iterator[str]:
    if signature.startup is not None:
        startup = signature.startup
        yield from (*startup.start, *startup.safe, *startup.consent, *startup.sessions)
    for switch in signature.switches:
        yield from filter(None, (switch.call, switch.override))
    for field in signature.signals.version_fields:
        name, condition, least = field.partition(" >= ")
        yield name if least.isdecimal() or not condition else field


def _lint_call(signature: SdkSignature, call: str, cores: tuple[str, ...]) -> Iterator[str]:
    """A call is named as its platform names it, and is the SDK's own or its vendor's: one product may start another."""
    signals = signature.signals
    platform = platform_of(call)
    owner = owner_of(call)
    if platform is None:
        yield (
            f"SDK {signature.id}: {call!r} is no call; write package.Class.method or package.Class.<init> (Android), "
            "@scope/package#function (HarmonyOS), -[Class selector] (iOS) or path/script.js:function (mini-program)"
        )
    elif platform == "android" and not call.startswith((*(f"{prefix}." for prefix in signals.classes), *cores)):
        yield f"SDK {signature.id}: {call} is in none of its class prefixes; file it under its owner"
    elif platform == "harmony" and not any(fnmatchcase(owner, pattern) for pattern in signals.ohpm):
        yield f"SDK {signature.id}: {call} is in none of its ohpm packages; file it under its owner"
    elif platform == "ios" and not owner.startswith(signals.objc_classes or ("\0",)):
        yield f"SDK {signature.id}: {call} has none of its prefixes of Objective-C classes; file it under its owner"
