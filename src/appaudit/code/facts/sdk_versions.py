"""The versions that SDKs store in static text constants, such as `BuildConfig.VERSION_NAME`, and in texts of their own.

A shrinker takes fields away that nothing reads, and renames them; a text that begins with the SDK's name
(`AppsFlyer_6.13.0`) stays. What is there is the SDK's own word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from appaudit.code.values.constants import Constants
from appaudit.dex import DexCode, string_constants
from appaudit.dex.tables import distinct
from appaudit.model.facts.third_party import SdkVersionFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.location import Location

if TYPE_CHECKING:
    from appaudit.class_file import ClassFile  # only SDK archives hold class files

#: What a version looks like; other texts in such a field are not shown as one.
#: The platform may stand before it and is no part of it: `android4.32.0`, `android 6.8.34`.
_VERSION = re.compile(r"(?:android ?)?(v?\d{1,10}(?:[._]\d{1,10}){0,5}[\w.+\-]{0,24})")
#: A version within a text, up to what no version holds; at least two numbers, since a lone one may count anything.
_VERSION_IN_TEXT = re.compile(r"\d{1,10}(?:\.\d{1,10}){1,5}(?:[-+][\w.]{1,24})?(?![\w.])", re.ASCII)
#: How a text ends that is no beginning but a format, into which the method puts the version as a text of its own.
_FORMAT = "%s"
_EXTRACTOR = "code.sdk_versions"


class VersionFields:
    """The fields and texts that hold versions; fields by class name as stored (`com/example/BuildConfig`)."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.by_class: dict[str, dict[str, str]] = {}
        self.by_beginning: dict[str, str] = {}
        self.by_format: dict[str, str] = {}
        for signature in knowledge.sdks.values():
            for name in signature.signals.version_fields:
                class_name, _, field = name.rpartition(".")
                self.by_class.setdefault(class_name.replace(".", "/"), {})[field] = signature.id
            for text in signature.signals.version_texts:
                (self.by_format if text.endswith(_FORMAT) else self.by_beginning)[text] = signature.id

    def in_dex(self, files: Iterable[Constants]) -> list[SdkVersionFact]:
        """Versions in DEX files."""
        names = list(self.by_class)
        found: list[SdkVersionFact] = []
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
                        found += self._fact(name, field, value, dex.place)
            for beginning in self.by_beginning:
                texts = dex.strings.decode_many(dex.strings_with_prefix(beginning))
                found += [fact for text in texts for fact in self._in_text(beginning, text, dex.place)]
            found += self._beside_formats(constants.code)
        return list(dict.fromkeys(found))

    def in_class(self, file: ClassFile) -> list[SdkVersionFact]:
        """Versions in one class file.

        Raises:
            ClassFileError: Its fields are damaged.
        """
        found: list[SdkVersionFact] = []
        wanted = self.by_class.get(file.name)
        if wanted:
            texts: Mapping[str, str] = file.constant_texts()
            found += [fact for field in wanted for fact in self._fact(file.name, field, texts.get(field), file.place)]
        for index in file.pool.strings:
            octets = file.pool.string_octets(index)
            if octets.startswith(self._beginnings):
                text = octets.decode("utf-8", "replace")
                for beginning in self.by_beginning:
                    found += self._in_text(beginning, text, file.place)
                if text in self.by_format:
                    methods = (texts for texts in file.method_texts() if text in texts)
                    found += self._beside(text, methods, file.place)
        return list(dict.fromkeys(found))

    @cached_property
    def _beginnings(self) -> tuple[bytes, ...]:
        return tuple(text.encode() for text in (*self.by_beginning, *self.by_format))

    def _beside_formats(self, code: DexCode) -> Iterator[SdkVersionFact]:
        dex = code.dex
        for text in self.by_format:
            index = dex.find_string(text)
            if index < 0:
                continue
            loads = string_constants(code.instructions)
            items = distinct(loads.code_item[loads.target == index])
            methods = (dex.strings.decode_many(distinct(loads.target[loads.code_item == item])) for item in items)
            yield from self._beside(text, methods, dex.place)

    def _beside(self, text: str, methods: Iterable[Collection[str]], place: str) -> Iterator[SdkVersionFact]:
        """The only version among the texts of a method that puts it into a format; where there are two, neither."""
        for texts in methods:
            versions = {found for found in texts if _VERSION_IN_TEXT.fullmatch(found)}
            if len(versions) == 1:
                yield self._stated(self.by_format[text], versions.pop(), place, f'"{text}"')

    def _in_text(self, beginning: str, text: str, place: str) -> Sequence[SdkVersionFact]:
        """The version that follows a beginning in a text, none where something else follows."""
        version = _VERSION_IN_TEXT.match(text, len(beginning)) if text.startswith(beginning) else None
        if version is None:
            return ()
        return (self._stated(self.by_beginning[beginning], version.group(), place, f'"{beginning}…"'),)

    def _fact(self, class_name: str, field: str, value: object, place: str) -> Sequence[SdkVersionFact]:
        version = _VERSION.fullmatch(value) if isinstance(value, str) else None
        if version is None:
            return ()
        symbol = f"{class_name.replace('/', '.')}.{field}"
        return (self._stated(self.by_class[class_name][field], version.group(1), place, symbol),)

    def _stated(self, sdk: str, version: str, place: str, symbol: str) -> SdkVersionFact:
        return SdkVersionFact(
            sdk=sdk, version=version, location=Location(path=place, symbol=symbol), extractor=_EXTRACTOR
        )
