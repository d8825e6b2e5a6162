"""The versions that SDKs store in static text constants, such as `BuildConfig.VERSION_NAME`, and in texts of their own.

A shrinker takes fields away that nothing reads, and renames them; a text that begins with the SDK's name
(`AppsFlyer_6.13.0`) stays. What is there is the SDK's own word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from appaudit.code.facts.versions.version_digits import DigitCode, digit_code
from appaudit.code.facts.versions.version_integers import handed_version, integer_version
from appaudit.code.values.call_search import definitions_of
from appaudit.code.values.constants import Constants
from appaudit.dex import DexCode, DexFile, string_constants
from appaudit.dex.opcodes import LITERALS, SGET_OBJECT
from appaudit.dex.operands import literal
from appaudit.dex.tables import distinct
from appaudit.model.facts.third_party import SdkVersionFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.location import Location

if TYPE_CHECKING:
    from appaudit.class_file import ClassFile  # only SDK archives hold class files

#: What a version looks like; other texts in such a field are not shown as one.
#: The platform may stand before it and is no part of it: `android4.32.0`, `android 6.8.34`.
#: Its revision may follow: `android 2.0.1 rev 1`.
_VERSION = re.compile(r"(?:android ?|[vV]|MAL_)?(\d{1,10}(?:[._]\d{1,10}){0,5}[\w.+\-]{0,24})(?: rev \d{1,2})?")
#: A version within a text, up to what no version holds; at least two numbers, since a lone one may count anything.
#: A file may be named after it (`pushstat_5.7.0.db`).
_VERSION_IN_TEXT = re.compile(r"\d{1,10}(?:\.\d{1,10}){1,5}(?:(?:[-+][\w.]{1,24})?(?![\w.])|(?=\.db$))", re.ASCII)
#: The same as a text of its own, what may stand before it left aside.
#: The day of the build may follow (`3.7.9.2|20180118`), its name (`2.4.3_b02f60d5`, `3.4.3_MIGU`) or a part's
#: version (`3.4.2(1.6.1)`), which is no part of the version but where it says that this is none yet (`2.2.0_RC12`);
#: some write lines for points (`6_0_1-C`). A letter counts builds where it stands between numbers (`2018.4.13f1c1`),
#: and behind three of them (`7.5.1f`). One maker writes for whom a build is before its count (`1.3.8.nourl-rc.1`).
_UNRELEASED = r"(?:_(?i:rc|alpha|beta)\d{0,3})?"
_BUILD = r"(?:\|\d{8}|_[A-Za-z]\w{0,11}|\(\d{1,4}(?:\.\d{1,4}){1,3}\))?"
_NUMBERS = r"\d{1,10}(?:\.\d{1,10}){1,5}"
_COUNTED = r"(?:[abcfpx]\d{1,2}){1,2}"
_LETTERED = r"\d{1,2}(?:\.\d{1,4}){2}[a-z]"
_COUNTED_FOR = r"\.[a-z]{2,8}-(?:rc|alpha)\.\d{1,3}"
_VERSION_ALONE = re.compile(
    rf"(?:android ?|[vV]|UA_)?({_NUMBERS}(?:[-+][\w.]{{1,24}}|{_COUNTED}|{_COUNTED_FOR}|{_UNRELEASED})|{_LETTERED})"
    rf"{_BUILD}",
    re.ASCII,
)
_LINED = re.compile(r"(\d{1,2}(?:_\d{1,3}){2,3})(-[A-Z])?", re.ASCII)
#: Three numbers of two digits each, and nothing behind them: `onesignal/android/050121` is 5.1.21.
_PAIRS = re.compile(r"(\d\d)(\d\d)(\d\d)", re.ASCII)
#: No version: an address of one machine or of a gateway, and what is sent where none is known (`0.0`).
_ADDRESS = re.compile(r"127(?:\.\d+){3}|10\.0\.0\.\d+|0(?:\.0){1,3}|192\.168(?:\.\d+){2}")
#: How a text ends that is no beginning but a format, into which the method puts the version as a text of its own.
_FORMAT = "%s"
_GIVES_TEXT = "()Ljava/lang/String;"
_EXTRACTOR = "code.sdk_versions"


class VersionFields:
    """The fields and texts that hold versions; fields by class name as stored (`com/example/BuildConfig`)."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.by_class: dict[str, dict[str, str]] = {}
        self._least: dict[tuple[str, str], int] = {}
        self.by_beginning: dict[str, str] = {}
        self._least_after: dict[str, int] = {}
        self.by_neighbour: dict[str, str] = {}
        self.by_method: dict[tuple[str, str], str] = {}
        self.by_kept_method: dict[str, list[tuple[str, str]]] = {}
        self.by_class_text: dict[str, str] = {}
        self.by_number: dict[str, tuple[str, str, tuple[int, ...]]] = {}
        self.by_integers: dict[tuple[str, ...], str] = {}
        self.by_digits: dict[str, DigitCode] = {}
        self._own_packages: dict[str, tuple[str, ...]] = {}
        for signature in knowledge.sdks.values():
            self._own_packages[signature.id] = tuple(f"{prefix}." for prefix in signature.signals.classes)
            for entry in signature.signals.version_fields:
                name, _, least = entry.partition(" >= ")
                class_name, _, field = name.replace(".", "/").rpartition("/")
                self.by_class.setdefault(class_name, {})[field] = signature.id
                self._least[class_name, field] = int(least or 0)
            for entry in signature.signals.version_texts:
                text, _, least = entry.partition(" >= ")
                (self.by_neighbour if text.endswith(_FORMAT) else self.by_beginning)[text] = signature.id
                self._least_after[text] = int(least or 0)
            for text in signature.signals.version_beside:
                self.by_neighbour[text] = signature.id
            for name in signature.signals.version_methods:
                class_name, _, method = name.rpartition(".")
                package, is_any, _ = class_name.replace(".", "/").partition("**")
                if is_any:
                    self.by_kept_method.setdefault(method, []).append((package, signature.id))
                else:
                    self.by_method[package, method] = signature.id
            for text in signature.signals.version_in_class:
                self.by_class_text[text] = signature.id
            for name in signature.signals.version_numbers:
                spelled, _, first = name.partition(" >= ")
                text, _, digits = spelled.rpartition(" ")
                self.by_number[text] = signature.id, digits, _numbers(first or "0")
            self.by_digits |= dict(digit_code(signature.id, entry) for entry in signature.signals.version_digits)
            for entry in signature.signals.version_integers:
                self.by_integers[tuple(entry.split())] = signature.id

    def in_dex(self, files: Iterable[Constants]) -> list[SdkVersionFact]:
        """Versions in DEX files."""
        names = list(self.by_class)
        found: list[SdkVersionFact] = []
        said: dict[str, list[tuple[Constants, str, SdkVersionFact]]] = {}
        for constants in files:
            dex = constants.code.dex
            types = dex.find_types([f"L{name};" for name in names])
            for name, type_index in zip(names, types, strict=True):
                if type_index < 0:
                    continue
                for index in dex.fields_of_type(type_index):
                    field = dex.field_name(index)
                    if field in self.by_class[name]:
                        value = constants.field_values.first_value(int(index))
                        value = value or only_version(_texts_of_initialiser(constants, f"L{name};"))
                        found += self._fact(name, field, value, dex.place)
            for beginning in self._held(dex, self.by_beginning):
                texts = dex.strings.decode_many(dex.strings_with_prefix(beginning))
                said.setdefault(beginning, []).extend(
                    (constants, text, fact) for text in texts for fact in self._in_text(beginning, text, dex.place)
                )
            found += self._beside_neighbours(constants)
            found += self._returned(constants)
            found += self._in_classes(constants)
            found += self._spelled(constants.code)
            found += self._counted(constants)
            found += self._coded(constants)
        for texts_of in said.values():
            several = len({fact.version for _, _, fact in texts_of}) > 1
            found += [self._placed(*each) if several else each[2] for each in texts_of]
        return list(dict.fromkeys(found))

    def _placed(self, constants: Constants, text: str, fact: SdkVersionFact) -> SdkVersionFact:
        """What a text says under the name of the SDK's own method that holds it, where one does.

        Anybody may say to servers that they are a library; where texts differ, what its own classes say counts.
        """
        dex, holder = constants.code.dex, ""
        for item in _items_with(constants.code, text):
            for method in constants.code.items.caller_of(item):
                owner = dex.method_class(int(method))[1:-1].replace("/", ".")
                if owner.startswith(self._own_packages[fact.sdk]):
                    symbol = f"{owner}.{dex.method_name(int(method))}"
                    return replace(fact, location=Location(path=dex.place, symbol=symbol))
                holder = holder or owner
        return replace(fact, holder=holder)

    def in_class(self, file: ClassFile) -> list[SdkVersionFact]:
        """Versions in one class file.

        Raises:
            ClassFileError: Its fields are damaged.
        """
        found: list[SdkVersionFact] = []
        wanted = self.by_class.get(file.name)
        if wanted:
            texts: Mapping[str, str] = file.constant_texts()
            values = ((field, texts[field] if field in texts else _only_put(file, field)) for field in wanted)
            found += [fact for field, value in values for fact in self._fact(file.name, field, value, file.place)]
        for index in file.pool.strings:
            octets = file.pool.string_octets(index)
            if octets.startswith(self._beginnings):
                text = octets.decode("utf-8", "replace")
                for beginning in self.by_beginning:
                    found += self._in_text(beginning, text, file.place)
                if text in self.by_neighbour:
                    methods = (texts for _, texts in file.method_texts() if text in texts)
                    found += self._beside(text, methods, file.place)
                if text in self.by_digits:
                    for name, held in file.method_texts():
                        version = self.by_digits[text].version(held) if text in held else ""
                        found += self._coded_by(text, version, f"{file.name}.{name}", file.place)
                if text in self.by_class_text:
                    of_methods = list(file.method_texts())
                    initial = {text for name, texts in of_methods if name == "<clinit>" for text in texts}
                    version = only_version(initial) or only_version(text for _, texts in of_methods for text in texts)
                    found += [self._stated(self.by_class_text[text], version, file.place, f'"{text}"')] * bool(version)
        if file.name in self._classes_of_methods or file.name.startswith(self._packages_of_methods):
            for name, held in file.method_texts():
                found += self._returned_by(file.name, name, held, file.place)
        return list(dict.fromkeys(found))

    @staticmethod
    def _held(dex: DexFile, texts: Collection[str]) -> Iterator[str]:
        """Those of some texts that a string of the file may begin with: most files hold none of most."""
        return compress(texts, dex.strings.may_hold_prefixes(list(texts)))

    @cached_property
    def _beginnings(self) -> tuple[bytes, ...]:
        return tuple(
            text.encode() for text in (*self.by_beginning, *self.by_neighbour, *self.by_class_text, *self.by_digits)
        )

    def _beside_neighbours(self, constants: Constants) -> Iterator[SdkVersionFact]:
        code = constants.code
        for text in self._held(code.dex, self.by_neighbour):
            methods = (texts_held(constants, item) for item in _items_with(code, text))
            yield from self._beside(text, methods, code.dex.place)

    def _in_classes(self, constants: Constants) -> Iterator[SdkVersionFact]:
        """The only version among what the static fields of a class begin with, one of whose methods holds a text.

        Where they hold none, the only one among the texts of its methods: a constant of the build is copied there.
        """
        dex = constants.code.dex
        for text in self._held(dex, self.by_class_text):
            sdk = self.by_class_text[text]
            for item in _items_with(constants.code, text):
                for owner in {dex.method_class(int(method)) for method in constants.code.items.caller_of(item)}:
                    initial = _initial_texts(constants, owner)
                    version = only_version(initial) or only_version(initial | _texts_of_methods(constants, owner))
                    if version:
                        yield self._stated(sdk, version, dex.place, f'"{text}"')

    def _spelled(self, code: DexCode) -> Iterator[SdkVersionFact]:
        """The version that the only fitting number spells in a method that holds a text beside it."""
        for text in self._held(code.dex, self.by_number):
            sdk, digits, first = self.by_number[text]
            for item in _items_with(code, text):
                versions = {_spelled_version(value, digits) for value in _numbers_of(code, item)} - {""}
                if len(versions) == 1 and _numbers(*versions) >= first:
                    yield self._stated(sdk, versions.pop(), code.dex.place, f'"{text}"')

    def _counted(self, constants: Constants) -> Iterator[SdkVersionFact]:
        """The version whose parts a method reads from fields beside their names, or hands over with them in own code.

        Anybody counts versions in `major` and `minor`.
        """
        for names, sdk in self.by_integers.items():
            for item in _items_with(constants.code, names[0]):
                is_own = any(owner.startswith(self._own_packages[sdk]) for owner in _owners(constants.code, item))
                version = integer_version(constants, item, names)
                version = version or (handed_version(constants, item, names) if is_own else "")
                if version:
                    yield self._stated(sdk, version, constants.code.dex.place, f'"{names[0]}"')

    def _coded(self, constants: Constants) -> Iterator[SdkVersionFact]:
        """The version that a code of digits says in a method of the SDK's own."""
        dex = constants.code.dex
        for text in self._held(dex, self.by_digits):
            for item in _items_with(constants.code, text):
                version = self.by_digits[text].version(texts_held(constants, item))
                for method in constants.code.items.caller_of(item) if version else ():
                    owner = dex.method_class(int(method))[1:-1]
                    yield from self._coded_by(text, version, f"{owner}.{dex.method_name(int(method))}", dex.place)

    def _coded_by(self, text: str, version: str, method: str, place: str) -> Iterator[SdkVersionFact]:
        sdk, symbol = self.by_digits[text].sdk, method.replace("/", ".")
        if version and symbol.startswith(self._own_packages[sdk]):
            yield self._stated(sdk, version, place, symbol)

    def _beside(self, text: str, methods: Iterable[Collection[str]], place: str) -> Iterator[SdkVersionFact]:
        """The only version in a method that holds another text beside it; where there are two, neither."""
        for texts in methods:
            version = only_version(texts) or _only_pairs(texts)
            if version:
                yield self._stated(self.by_neighbour[text], version, place, f'"{text}"')

    @cached_property
    def _classes_of_methods(self) -> frozenset[str]:
        return frozenset(class_name for class_name, _ in self.by_method)

    @cached_property
    def _packages_of_methods(self) -> tuple[str, ...]:
        return tuple(package for packages in self.by_kept_method.values() for package, _ in packages)

    def _returned(self, constants: Constants) -> Iterator[SdkVersionFact]:
        dex = constants.code.dex
        types = dex.find_types([f"L{class_name};" for class_name, _ in self.by_method])
        for class_name, name in compress(self.by_method, (type_index >= 0 for type_index in types)):
            for method, item in definitions_of(constants, name):
                if dex.method_class(method) == f"L{class_name};":
                    yield from self._returned_by(class_name, name, texts_given(constants, item), dex.place)

        for name, packages in self.by_kept_method.items():
            for method, item in definitions_of(constants, name):
                owner = dex.method_class(method)[1:-1]
                if any(owner.startswith(package) for package, _ in packages):
                    yield from self._returned_by(owner, name, texts_given(constants, item), dex.place)

    def _returned_by(self, class_name: str, name: str, texts: Collection[str], place: str) -> Iterator[SdkVersionFact]:
        kept = (sdk for package, sdk in self.by_kept_method.get(name, ()) if class_name.startswith(package))
        sdk, version = self.by_method.get((class_name, name)) or next(kept, None), only_version(texts)
        if sdk is not None and version:
            yield self._stated(sdk, version, place, f"{class_name.replace('/', '.')}.{name}")

    def _in_text(self, beginning: str, text: str, place: str) -> Sequence[SdkVersionFact]:
        """The version that follows a beginning in a text, none where something else follows."""
        if not text.startswith(beginning):
            return ()
        alone, pairs = _VERSION_IN_TEXT.match(text, len(beginning)), _PAIRS.fullmatch(text, len(beginning))
        version = ".".join(str(int(each)) for each in pairs.groups()) if pairs else alone.group() if alone else ""
        version = version or _lined(text[len(beginning) :])
        if not version or int(version.partition(".")[0]) < self._least_after[beginning]:
            return ()
        return (self._stated(self.by_beginning[beginning], version, place, f'"{beginning}…"'),)

    def _fact(self, class_name: str, field: str, value: object, place: str) -> Sequence[SdkVersionFact]:
        version = _VERSION.fullmatch(value.strip()) if isinstance(value, str) else None
        if version is None or int(re.split("[^0-9]", version.group(1))[0]) < self._least[class_name, field]:
            return ()
        symbol = f"{class_name.replace('/', '.')}.{field}"
        return (self._stated(self.by_class[class_name][field], version.group(1), place, symbol),)

    def _stated(self, sdk: str, version: str, place: str, symbol: str) -> SdkVersionFact:
        return SdkVersionFact(
            sdk=sdk, version=version, location=Location(path=place, symbol=symbol), extractor=_EXTRACTOR
        )


def _only_put(file: ClassFile, field: str) -> str:
    """The only version that the initialiser of a class with a field loads, empty where it loads none or several."""
    loaded = {text for name, texts in file.method_texts() if name == "<clinit>" for text in texts}
    return only_version(loaded) if field.encode() in file.data else ""


def _initial_texts(constants: Constants, owner: str) -> set[str]:
    """The texts that static fields of a class begin with, by what the file states and what its initialiser loads."""
    dex = constants.code.dex
    fields = dex.fields_of_type(dex.find_type(owner))
    stated = (constants.field_values.first_value(int(index)) for index in fields)
    return {value for value in stated if isinstance(value, str)} | _texts_of_initialiser(constants, owner)


def _texts_of_methods(constants: Constants, owner: str) -> set[str]:
    """The texts that the methods of a class load."""
    methods = constants.code.dex.methods_of_type(constants.code.dex.find_type(owner))
    items = (int(constants.item_of_method[int(method)]) for method in methods)
    return {text for item in items if item >= 0 for text in texts_held(constants, item)}


def _texts_of_initialiser(constants: Constants, owner: str) -> set[str]:
    """The texts that the initialiser of a class loads."""
    dex = constants.code.dex
    type_index = dex.find_type(owner)
    methods = dex.methods_of_type(type_index) if type_index >= 0 else ()
    items = [constants.item_of_method[method] for method in methods if dex.method_name(int(method)) == "<clinit>"]
    return {text for item in items if item >= 0 for text in texts_held(constants, int(item))}


def texts_held(constants: Constants, item: int) -> list[str]:
    """The texts that a code item loads, and those that the static fields which it reads begin with, in their order."""
    dex, loads, fields = constants.code.dex, constants.texts, constants.fields
    own = loads.in_item(item)
    found = [
        (at, dex.string(text))
        for at, text in zip(loads.instruction[own].tolist(), loads.target[own].tolist(), strict=True)
    ]
    own = fields.in_item(item)
    for at in np.flatnonzero(fields.opcode[own] == SGET_OBJECT) + own.start:
        value = constants.field_values.first_value(int(fields.target[at]))
        if isinstance(value, str):
            found.append((int(fields.instruction[at]), value))
    return [text for _, text in sorted(found)]


def texts_given(constants: Constants, item: int) -> list[str]:
    """The texts that a code item loads, or where it loads none those of the only method that it asks for a text.

    `getVersion` of a class that apps call often only asks a class of the SDK's own (InMobi 10).
    """
    held = texts_held(constants, item)
    if held:
        return held
    calls, dex = constants.calls, constants.code.dex
    called, protos = calls.target[calls.in_item(item)].tolist(), dex.method_ids["proto"]
    asked = [each for each in called if dex.prototype(int(protos[each])) == _GIVES_TEXT]
    items = {int(constants.item_of_method[method]) for method in asked}
    return texts_held(constants, items.pop()) if len(items) == 1 and min(items) >= 0 else []


def _items_with(code: DexCode, text: str) -> list[int]:
    """The code items of a file that load a text."""
    index = code.dex.find_string(text)
    if index < 0:
        return []
    loads = string_constants(code.instructions)
    found: list[int] = distinct(loads.code_item[loads.target == index]).tolist()
    return found


def _owners(code: DexCode, item: int) -> list[str]:
    """The names of the classes whose methods have a code item."""
    dex, methods = code.dex, code.items.caller_of(item)
    return [dex.method_class(int(method))[1:-1].replace("/", ".") for method in methods]


def _numbers_of(code: DexCode, item: int) -> Iterator[int]:
    """The whole numbers that a code item loads."""
    first, end = code.instructions.bounds_of(item)
    for position in range(first, end):
        if int(code.instructions.opcode[position]) in LITERALS:
            value = literal(code.dex.units, int(code.instructions.offset[position]))
            if value is not None:
                yield value


def _spelled_version(value: int, digits: str) -> str:
    """The version that a number spells in hexadecimal digits, empty where the digits do not fit."""
    spelled = f"{value & 0xFFFFFFFF:0{len(digits)}x}"
    parts = {"x": "", "y": "", "z": ""}
    if len(spelled) != len(digits):
        return ""
    for digit, meant in zip(spelled, digits, strict=True):
        if meant in parts:
            parts[meant] += digit
        elif meant not in ("?", digit):
            return ""
    return ".".join(str(int(part, 16)) for part in parts.values() if part)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _only_pairs(texts: Iterable[str]) -> str:
    """The version that the only text of three pairs of digits spells, the first of which begins with a zero."""
    pairs = {text for text in texts if text.startswith("0") and _PAIRS.fullmatch(text)}
    return ".".join(str(int(each)) for each in re.findall("..", pairs.pop())) if len(pairs) == 1 else ""


def only_version(texts: Iterable[str]) -> str:
    """The version among texts where there is one, nothing where there is none or more."""
    texts = list(texts)
    versions = {found.group(1) for each in texts if (found := _VERSION_ALONE.fullmatch(each))}
    versions |= {said for each in texts if (said := _lined(each))}
    versions = {each for each in versions if not _ADDRESS.fullmatch(each)}
    return versions.pop() if len(versions) == 1 else ""


def _lined(text: str) -> str:
    """The version that a text writes with lines for points, empty where it writes none."""
    found = _LINED.fullmatch(text)
    return found.group(1).replace("_", ".") + (found.group(2) or "") if found else ""
