"""From archives to what is known of each SDK and library: features that no other has, and the classes that matter."""

from __future__ import annotations

import hashlib
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from bench.apps.archives import Archive, BenchError, laid_out, unpack
from bench.apps.convert import Converter

from appaudit.catalog import load_catalog
from appaudit.code.renamed.bodies import Bodies
from appaudit.code.renamed.features import LEAST_TEXT, FeatureReader, text_feature
from appaudit.code.renamed.known import write
from appaudit.dex import DexCode, read_code
from appaudit.dex.static_values import static_values
from appaudit.model.code_names import platform_of
from appaudit.model.hidden_code import KnownClass, KnownMethod, RenamedSignature
from appaudit.model.knowledge import Knowledge
from appaudit.model.sdks import SdkSignature
from appaudit.model.source import Source

#: Features of one class that are kept: enough to know it by, few enough to be read at every start.
_TEXTS, _OTHERS = 8, 4
#: How the table names a file that no client fetches: an app of which only the libraries are read, or an archive of
#: which only the classes are that an app calls to start its SDK. What such files bring along besides is often a copy
#: of somebody else's code, which would name the SDK in every app that has it.
_FILE = "file:"
_PUBLIC, _PROTECTED, _FINAL = 0x1, 0x4, 0x10


@dataclass(slots=True)
class _Seen:
    """What was seen in all archives."""

    owners: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    archives: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    texts: set[int] = field(default_factory=set)
    constants: set[int] = field(default_factory=set)
    classes: dict[tuple[str, str], set[int]] = field(default_factory=lambda: defaultdict(set))
    known: dict[str, dict[tuple[str, str], KnownClass]] = field(default_factory=lambda: defaultdict(dict))
    read: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))


def collect(archives: Sequence[Archive], cache: Path, packages: Path, checked: str) -> list[RenamedSignature]:
    """What is known of each SDK and library whose classes the archives hold, by id.

    Raises:
        BenchError: An archive cannot be had or converted.
    """
    knowledge = load_catalog().knowledge
    owners = Owners(knowledge)
    seen = _Seen()
    with Converter(cache) as converter:
        for archive in archives:
            for code in _converted(archive, cache, converter, packages):
                _read(code, archive, owners, knowledge, seen)
    chosen = _chosen(seen)
    return [
        RenamedSignature(
            id=sdk,
            features=write(features),
            classes=tuple(entry for _, entry in sorted(seen.known[sdk].items())),
            sources=tuple(Source(title=f"Published package {name}", checked=checked) for name in seen.read[sdk]),
        )
        for sdk, features in sorted((sdk, chosen.get(sdk, set())) for sdk in chosen.keys() | seen.known.keys())
    ]


class Owners:
    """Whose a class is, by the longest prefix that the catalogue knows."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._prefixes = {prefix: each.id for each in knowledge.sdks.values() for prefix in each.signals.classes}
        libraries = [each for each in knowledge.sdks.values() if each.kind == "library"]
        self._copied = {f".{prefix}.": each.id for each in libraries for prefix in each.signals.classes}

    def of(self, name: str, otherwise: str) -> str:
        while name:
            if name in self._prefixes:
                return self._prefixes[name]
            name = name.rpartition(".")[0]
        return otherwise

    def is_copy(self, name: str, owner: str) -> bool:
        """Whether a class is a copy of a library's under a name of its owner: `com.example.dagger.internal.Lazy`."""
        return any(inner in name and of != owner for inner, of in self._copied.items())


def _converted(archive: Archive, cache: Path, converter: Converter, packages: Path) -> list[DexCode]:
    is_file = archive.coordinate.startswith(_FILE)
    path = _file(archive, packages) if is_file else None
    if path is not None and path.suffix == ".apk":
        return _read_package(path)
    folder = cache / "renamed" / archive.name
    if not list(folder.glob("*.dex")):
        unpacked = unpack(archive, cache) if path is None else laid_out(archive, path, cache)
        converter.plain(list(unpacked.jars), folder)
    files = sorted(folder.glob("*.dex"))
    codes, errors = read_code((path.name, path.read_bytes()) for path in files)
    if errors:
        raise errors[0]
    return codes


def _file(archive: Archive, packages: Path) -> Path:
    name = archive.coordinate.removeprefix(_FILE)
    path = next(packages.rglob(name), None)
    if path is None:
        raise BenchError(f"{name} is not under {packages}")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != archive.sha256:
        raise BenchError(f"{name}: sha256 is {digest}, the table has {archive.sha256}")
    return path


def _read_package(path: Path) -> list[DexCode]:
    with zipfile.ZipFile(path) as package:
        files = [(entry, package.read(entry)) for entry in package.namelist() if entry.endswith(".dex")]
    return read_code(files)[0]


def _read(code: DexCode, archive: Archive, owners: Owners, knowledge: Knowledge, seen: _Seen) -> None:
    reader = FeatureReader(code)
    names = [name[1:-1].replace("/", ".") for name in code.dex.defined_classes()]
    owner = [owners.of(name, archive.sdk) for name in names]
    if not archive.sdk:  # an app: what its own code and its SDKs are is not read from it
        owner = [sdk if sdk and knowledge.sdks[sdk].kind == "library" else "" for sdk in owner]
    title = archive.coordinate.removeprefix(_FILE).removesuffix(":jar").removesuffix(":aar")
    is_file, is_app = archive.coordinate.startswith(_FILE), archive.coordinate.endswith(".apk")
    if archive.sdk and is_app:
        owner = [sdk if sdk == archive.sdk else "" for sdk in owner]
    _read_classes(code, reader, names, owner, knowledge, title, seen, is_whole=not is_app)
    if archive.sdk and is_file:
        return
    for sdk in set(owner) - {""}:
        seen.read[sdk][title] = None
    found = reader.features()
    is_copy = [bool(sdk) and owners.is_copy(name, sdk) for name, sdk in zip(names, owner, strict=True)]
    for at, value, is_text in zip(found.class_def.tolist(), found.value.tolist(), found.is_text.tolist(), strict=True):
        if not owner[at]:
            continue
        seen.owners[value].add(owner[at])
        seen.archives[value].add(archive.name)
        if not is_copy[at]:
            seen.classes[archive.name, names[at]].add(value)
        if is_text:
            seen.texts.add(value)
    seen.constants.update(text_feature(text) for text in _public_texts(code))


def _read_classes(
    code: DexCode,
    reader: FeatureReader,
    names: Sequence[str],
    owner: Sequence[str],
    knowledge: Knowledge,
    title: str,
    seen: _Seen,
    *,
    is_whole: bool,
) -> None:
    """The classes that an app calls, and of which archive they are; an app has not all of their methods."""
    traits = reader.traits()
    for at, name in enumerate(names):
        called = set() if not owner[at] else _called(knowledge.sdks.get(owner[at]), name)
        if called:
            features = write(traits.value[traits.class_def == at].tolist())
            methods = tuple(_methods(reader, code, at, called, is_whole=is_whole))
            if methods:
                known = KnownClass(name=name, features=features, methods=methods)
                seen.known[owner[at]].setdefault((name, features), known)
                seen.read[owner[at]][title] = None


def _public_texts(code: DexCode) -> Iterator[str]:
    """Texts of constants that an app can name: the compiler copies them into whoever does."""
    dex, data = code.dex, code.class_data
    for class_def in np.unique(data.field_class_def[data.field_is_static]).tolist():
        values = static_values(dex, class_def)
        flags = data.field_access_flags[(data.field_class_def == class_def) & data.field_is_static].tolist()
        for value, flag in zip(values, flags, strict=False):
            if isinstance(value, str) and len(value) >= LEAST_TEXT and flag & (_PUBLIC | _PROTECTED) and flag & _FINAL:
                yield value


def calls_of_app(signature: SdkSignature) -> set[tuple[str, str]]:
    """The classes and methods that the catalogue knows as calls of an app to an SDK."""
    calls = [switch.call for switch in signature.switches if switch.call]
    if signature.startup is not None:
        calls += [*signature.startup.start, *signature.startup.safe, *signature.startup.consent]
    split = (call.rpartition(".") for call in calls if platform_of(call) == "android")
    return {(owner, name) for owner, _, name in split}


def _called(signature: SdkSignature | None, class_name: str) -> set[str]:
    """The methods of a class that the catalogue knows as calls of an app."""
    calls = set() if signature is None else calls_of_app(signature)
    return {name for owner, name in calls if owner == class_name}


def _methods(
    reader: FeatureReader, code: DexCode, class_def: int, called: set[str], *, is_whole: bool
) -> Iterator[KnownMethod]:
    data, kinds, bodies = code.class_data, reader.kind_features, Bodies(reader, code)
    own = np.flatnonzero(data.method_class_def == class_def).tolist()
    for at in own:
        name = code.dex.method_name(int(data.method_index[at]))
        if name in called:
            asked = bodies.print(at)
            yield KnownMethod(
                name=name,
                kind=write([int(kinds[at])]),
                print=write([asked]) if asked >= 0 else "",
                texts=write(bodies.texts(at)),
                alone=is_whole and sum(kinds[other] == kinds[at] for other in own) == 1,
            )


def _chosen(seen: _Seen) -> Mapping[str, set[int]]:
    """For each owner the features that only its classes have; of each class those that most archives hold."""
    chosen: dict[str, set[int]] = defaultdict(set)
    for (_, _), features in sorted(seen.classes.items()):
        own = [each for each in features if len(seen.owners[each]) == 1 and each not in seen.constants]
        own.sort(key=lambda each: (-len(seen.archives[each]), each))
        texts = [each for each in own if each in seen.texts][:_TEXTS]
        others = [each for each in own if each not in seen.texts][:_OTHERS]
        for each in (*texts, *others):
            chosen[next(iter(seen.owners[each]))].add(each)
    return chosen
