"""What the Java class files of an SDK archive mean: the same facts as from bytecode, before it becomes DEX."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field

from appaudit.class_file import ClassFile, ClassFileError, read_class
from appaudit.code.class_files.api_calls import ClassApiTable, class_api_call_facts
from appaudit.code.class_files.conduct import class_conduct_facts
from appaudit.code.class_files.reach import ClassIndex
from appaudit.code.class_files.sensors import SensorUse, add_sensor_use, sensor_use_facts
from appaudit.code.class_files.unseen_code import class_unseen_code_facts
from appaudit.code.facts.owners.sdk_coordinates import coordinates_in_class
from appaudit.code.facts.owners.sdk_strings import SdkStrings
from appaudit.code.facts.text_constants import LIMIT
from appaudit.code.facts.unseen.unseen_calls import UnseenCalls
from appaudit.code.facts.uses.api_calls import ApiTable
from appaudit.code.facts.versions.sdk_versions import VersionFields
from appaudit.code.facts.versions.stated_versions import StatedVersions
from appaudit.lexicon.lexicons import Lexicons
from appaudit.lexicon.shake import ShakeWords
from appaudit.model.artifact import ClassArchive, Text
from appaudit.model.bilingual import Bilingual
from appaudit.model.class_names import is_written_by_build
from appaudit.model.code_reading import CodeReading
from appaudit.model.coverage import CODE_KINDS, CoverageLevel, Gap
from appaudit.model.facts.code import ApiCallFact, NamespaceFact, SensorUseFact
from appaudit.model.facts.conduct import CodeConduct
from appaudit.model.facts.package import DependencyFact
from appaudit.model.facts.third_party import SdkStringFact, SdkVersionFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.location import Location
from appaudit.model.record import record
from appaudit.stages import Stages


def read_class_facts(
    archives: Sequence[ClassArchive],
    knowledge: Knowledge,
    lexicons: Lexicons,
    stages: Stages,
    manifest: tuple[str, str] = ("", ""),
) -> CodeReading:
    """Read every class file and say what its code does.

    A class that cannot be read is a gap in every kind that code gives; the others are read all the same. `manifest` is
    the package that the manifest of the archive names, and the version that it says.
    """
    reading = _Reading(
        ClassApiTable(ApiTable(knowledge.apis_on("android"))),
        VersionFields(knowledge),
        StatedVersions(knowledge),
        SdkStrings(knowledge),
        UnseenCalls(knowledge),
    )
    with stages("class files"):
        for archive in archives:
            for name, data in archive.classes:
                reading.add(data, _place(archive, name))
        reading.stated.in_jars(archives)
        sensors = reading.sensor_facts(lexicons.shake)
        reading.stated.in_manifest(*manifest)
        versions = [*reading.versions, *reading.stated.facts({fact.sdk for fact in reading.versions})]
    return CodeReading(
        facts=[
            *reading.namespace_facts(),
            *reading.calls,
            *reading.conduct,
            *sensors,
            *reading.stated.as_built(versions),
            *reading.strings(),
            *reading.coordinates.values(),
        ],
        gaps=reading.gaps(),
        texts=reading.texts,
    )


@record(kw_only=False, frozen=False)
class _Reading:
    """What was read so far; of the classes only their bytes are kept, an archive has thousands."""

    table: ClassApiTable
    fields: VersionFields
    stated: StatedVersions
    known_texts: SdkStrings
    unseen: UnseenCalls
    versions: list[SdkVersionFact] = field(default_factory=list)
    calls: list[ApiCallFact] = field(default_factory=list)
    conduct: list[CodeConduct] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    coordinates: dict[str, DependencyFact] = field(default_factory=dict)
    _classes: Counter[str] = field(default_factory=Counter)
    _generated: Counter[str] = field(default_factory=Counter)
    _first_places: dict[str, str] = field(default_factory=dict)
    _strings: dict[tuple[str, str], SdkStringFact] = field(default_factory=dict)
    _index: ClassIndex = field(default_factory=ClassIndex)
    _sensors: dict[str, SensorUse] = field(default_factory=dict)
    _failures: dict[str, str] = field(default_factory=dict)
    """Problems by the place of the class."""

    def add(self, data: memoryview, place: str) -> None:
        """Read one class; what cannot be read is noted."""
        try:
            file = read_class(bytes(data), place)
            self._index.add(file, data)
            package, _, name = file.name.rpartition("/")
            self._classes[package] += 1
            self._generated[package] += is_written_by_build(package, name)
            self._first_places.setdefault(package, place)
            self.texts += _chinese_constants(file, LIMIT - len(self.texts))
            add_sensor_use(file, self._sensors)
            self.conduct += class_conduct_facts(file)
            self.conduct += class_unseen_code_facts(file, self.unseen)
            self.versions += self.fields.in_class(file)
            self.stated.in_class(file)
            for said in coordinates_in_class(file):
                self.coordinates.setdefault(said.name, said)
            for fact in self.known_texts.in_class(file):
                self._strings.setdefault((fact.sdk, fact.text), fact)
            if self.table.may_concern(file):
                self.calls += class_api_call_facts(file, self.table)
        except ClassFileError as error:
            self._failures[place] = error.problem

    def sensor_facts(self, words: ShakeWords) -> list[SensorUseFact]:
        """Facts about the classes with sensor code and what they set in motion."""
        facts = sensor_use_facts(self._sensors, self._index, words)
        self._failures.update(self._index.problems)
        return facts

    def strings(self) -> Iterable[SdkStringFact]:
        """The texts of known SDKs, each where it was seen first."""
        return self._strings.values()

    def namespace_facts(self) -> list[NamespaceFact]:
        """One fact for each Java package with classes defined in it."""
        return [
            NamespaceFact(
                name=package.replace("/", "."),
                classes=number,
                generated=self._generated[package],
                location=Location(path=self._first_places[package]),
                extractor="code.class_files",
            )
            for package, number in self._classes.items()
        ]

    def gaps(self) -> list[Gap]:
        """One gap for each kind of fact, however many classes could not be read."""
        if not self._failures:
            return []
        place, problem = next(iter(self._failures.items()))
        more = len(self._failures) - 1
        detail = Bilingual(
            f"Java 类文件结构损坏（{problem}）" + (f"（另有 {more} 个类）" if more else ""),
            problem + (f" (and {more} more classes)" if more else ""),
        )
        level = CoverageLevel.PARTIAL if self._classes else CoverageLevel.NONE
        return [Gap(kind=kind, level=level, reason="unreadable", part=place, detail=detail) for kind in CODE_KINDS]


def _chinese_constants(file: ClassFile, most: int) -> Iterator[Text]:
    """The string constants with Chinese characters: what users may see, when code does not use resources."""
    for index in file.pool.strings:
        if most <= 0:
            return
        if not file.pool.string_octets(index).isascii():
            text = file.pool.string(index)
            if any("\u4e00" <= character <= "\u9fff" for character in text):
                most -= 1
                yield Text(place=file.place, text=text)


def _place(archive: ClassArchive, name: str) -> str:
    return f"{archive.place}!{name}" if archive.place else name
