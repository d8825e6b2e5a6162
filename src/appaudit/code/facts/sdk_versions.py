"""The versions that SDKs store in static text constants, such as `BuildConfig.VERSION_NAME`.

A shrinker takes constants away that nothing reads, so many an app has none; what is there is the SDK's own word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from appaudit.code.values.constants import Constants
from appaudit.model.facts.third_party import SdkVersionFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.location import Location

if TYPE_CHECKING:
    from appaudit.class_file import ClassFile  # only SDK archives hold class files

#: What a version looks like; other texts in such a field are not shown as one.
_VERSION = re.compile(r"v?\d{1,10}(?:[._]\d{1,10}){0,5}[\w.+\-]{0,24}")
_EXTRACTOR = "code.sdk_versions"


class VersionFields:
    """The fields that hold versions, by class name as stored (`com/example/BuildConfig`)."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.by_class: dict[str, dict[str, str]] = {}
        for signature in knowledge.sdks.values():
            for name in signature.signals.version_fields:
                class_name, _, field = name.rpartition(".")
                self.by_class.setdefault(class_name.replace(".", "/"), {})[field] = signature.id

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
        return found

    def in_class(self, file: ClassFile) -> list[SdkVersionFact]:
        """Versions in one class file.

        Raises:
            ClassFileError: Its fields are damaged.
        """
        wanted = self.by_class.get(file.name)
        if not wanted:
            return []
        texts: Mapping[str, str] = file.constant_texts()
        return [fact for field in wanted for fact in self._fact(file.name, field, texts.get(field), file.place)]

    def _fact(self, class_name: str, field: str, value: object, place: str) -> Sequence[SdkVersionFact]:
        if not isinstance(value, str) or not _VERSION.fullmatch(value):
            return ()
        symbol = f"{class_name.replace('/', '.')}.{field}"
        return (
            SdkVersionFact(
                sdk=self.by_class[class_name][field],
                version=value,
                location=Location(path=place, symbol=symbol),
                extractor=_EXTRACTOR,
            ),
        )
