"""Reads mutated packages as Android's own libraries do, and says where we read something else without saying so.

    python bench/differential.py {manifest,resources,archive} [--count 10000] [--seed 1] [--keep FOLDER] [PACKAGE...]

The other reader is `aapt2 dump` of Debian (package aapt), which has libandroidfw and libziparchive in it. Seeds are the
sample packages, unless others are given; mutants of a seed number are the same on every machine. A mutant counts as

- *equal*: both read the same;
- *refused*: aapt2 reads nothing of it, so that nothing can be installed, whatever we make of it;
- *unread*: we say that we could not read the part (a gap);
- *said*: we read something else and an anomaly says that the part can be read in two ways, or that it is damaged;
- *silent*: we read something else and nothing says so. That is a failure, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import random
import re
import struct
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.hostile.mutations import mutate
from tests.metamorphic.packages import entries_of, members_of
from tests.support.apk_builder import zip_bytes

from appaudit.artifacts.apk.arsc import ResourceTable
from appaudit.artifacts.apk.axml import TYPE_STRING, Element, read_axml, second_readings
from appaudit.artifacts.apk.resources import OTHER_TYPES
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import Limits
from appaudit.errors import AppauditError

ROOT = Path(__file__).resolve().parents[1]
MANIFEST, TABLE = "AndroidManifest.xml", "resources.arsc"
_ELEMENT = re.compile(r"^( *)E: (?:[^ ]*:)?([^ ]*) \(line=")
_ATTRIBUTE = re.compile(r'^ *A: (?:.*:)?([^:=]*?)(?:\((0x[0-9a-f]+)\))?="(.*?)"(?: \(Raw: .*)?\s*$', re.S)
_RESOURCE = re.compile(r"^    resource 0x[0-9a-f]{8} (?:[^ /]*:)?([^ /]*)/")
#: A text, or one that is a path in a type of another name than that of texts.
_VALUE = re.compile(r'^ +\([^)"]*\) (?:\(file\) (.*?)(?: type=\w+)?|"(.*)")\s*$', re.S)
#: Anomalies by which a reading is said to be one of two, or of something damaged.
SAYING = frozenset(
    ("second_directory", "duplicate_name", "entry_count_differs", "junk_in_directory", "extra_field_overruns",
     "local_name_differs", "size_differs", "wrong_crc", "prepended_data", "trailing_data", "comment_overruns",
     "unknown_compression_method", "stored_as_deflated", "encryption_flag", "sizes_missing", "name_with_nul"),
)  # fmt: skip

#: What a reader makes of a part: rows that are compared; None where it reads nothing.
Rows = list[tuple[object, ...]] | None


def aapt2(path: Path, *arguments: str) -> str | None:
    """What aapt2 prints of a package, None where it refuses."""
    try:
        done = subprocess.run(["aapt2", "dump", *arguments, str(path)], capture_output=True, check=False, timeout=20)
    except subprocess.TimeoutExpired:  # some mutants send it round in circles
        return None
    is_refused = done.returncode != 0 or b"aapt2 E " in done.stderr  # it prints what it has, and ends with 0
    return None if is_refused or not done.stdout else done.stdout.decode("utf-8", "replace")


def their_manifest(path: Path) -> Rows:
    """Elements by depth and name, and the texts of their attributes by resource id, else by name."""
    text = aapt2(path, "xmltree", "--file", MANIFEST)
    if text is None:
        return None
    rows: list[tuple[object, ...]] = []
    for line in re.split(r"\n(?= *(?:E|A|N|T): )", text):
        if (found := _ELEMENT.match(line)) is not None:
            rows.append((found.group(2),))
        elif (found := _ATTRIBUTE.match(line)) is not None and rows:
            key: object = int(found.group(2), 16) if found.group(2) else found.group(1)
            rows[-1] = (*rows[-1], (key, found.group(3)))
    return [_ordered(row) for row in rows]


def our_manifest(data: bytes) -> tuple[Rows, bool]:
    """The same, and whether something says that it can be read in two ways."""
    try:
        root = read_axml(data, MANIFEST)
        return [_ordered(_row(element)) for element in root.walk()], bool(second_readings(data, MANIFEST))
    except AppauditError:
        return None, True


def _row(element: Element) -> tuple[object, ...]:
    by_id = {key: value for key, value in element.attributes.items() if isinstance(key, int)}
    known = {id(value) for value in by_id.values()}  # one without namespace is kept by its name as well
    names = {
        key.rpartition("}")[2]: value
        for key, value in element.attributes.items()
        if isinstance(key, str) and id(value) not in known
    }
    texts = [(key, value.text) for key, value in {**by_id, **names}.items() if value.type == TYPE_STRING]
    return (element.name.rpartition(":")[2], *texts)  # aapt2 prints spaces of names in front


def _ordered(row: tuple[object, ...]) -> tuple[object, ...]:
    """A row in one order, with texts as aapt2 prints them; attributes without a text are left out."""
    name, *attributes = row
    first: dict[object, str] = {}
    for key, text in attributes:  # of one that is there twice the first counts
        first.setdefault(key if isinstance(key, int) else _plain(key), _plain(text))
    kept = [(key, text) for key, text in first.items() if text]
    return (_plain(name), *sorted(map(repr, kept)))


def _plain(text: object) -> str:
    """A text up to its first NUL, without white space, which is wrapped, and without what is no UTF-8 or UTF-16."""
    return "".join(re.sub(r"[\ufffd\ud800-\udfff]", "", str(text).partition("\0")[0]).split())


def their_texts(path: Path) -> Rows:
    """The texts of all configurations, but for types whose texts nobody reads; names are found elsewhere than we do."""
    text = aapt2(path, "resources")
    if text is None or "Package name=" not in text:
        return None
    rows: list[tuple[object, ...]] = []
    is_text = False
    for line in re.split(r"\n(?= *(?:resource|type|\(|Package))", text):
        if (resource := _RESOURCE.match(line)) is not None:
            is_text = resource.group(1).lstrip("^") not in OTHER_TYPES
        elif is_text and (found := _VALUE.match(line)) is not None and (plain := _plain(found[1] or found[2])):
            rows.append((plain,))
    return sorted(rows, key=repr)


def our_texts(data: bytes) -> tuple[Rows, bool]:
    """The same."""
    try:
        table = ResourceTable(data, TABLE)
        texts = [(_plain(item.text),) for item in table.string_values()]
        return sorted((row for row in texts if all(row)), key=repr), bool(table.second_readings())
    except AppauditError:
        return None, True


def our_archive(package: bytes) -> tuple[Rows, bool]:
    """The manifest as it is read out of an archive."""
    try:
        archive = SafeArchive(memoryview(package), "a.apk", Limits())
        rows, is_said = our_manifest(archive.read(MANIFEST))
        archive.names()
        return rows, is_said or any(anomaly.code in SAYING for anomaly in archive.anomalies)
    except AppauditError:
        return None, True


def mutated_archive(package: bytes, chance: random.Random) -> bytes:
    """Damage to headers, directories and end records alone, to names and numbers in them; decoys among it."""
    data = bytearray(package)
    for _ in range(chance.randint(1, 4)):
        marks = [found.start() for found in re.finditer(rb"PK(?:\x03\x04|\x01\x02|\x05\x06)", bytes(data))]
        if not marks:
            break
        at = chance.choice([*marks[-6:], *chance.sample(marks, min(6, len(marks)))])
        kind = chance.randrange(5)
        if kind == 0:
            position = at + chance.randrange(4, 46)
            data[position : position + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            position = at + 2 * chance.randrange(2, 23)
            data[position : position + 4] = struct.pack("<I", chance.choice([0, 1, 0xFFFF, 0xFFFFFFFF, len(data), at]))
        elif kind == 2:
            data[at:at] = bytes(chance.randrange(1, 30))
        elif kind == 3:
            other = chance.choice(marks)
            data[at : at + 30] = data[other : other + 30]
        else:
            wide = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, 46, chance.choice(marks))
            end = bytes(data).rfind(b"PK\5\6")
            data[end:end] = wide + struct.pack("<4sIQI", b"PK\6\7", 0, max(0, end), 1) if end > 0 else b""
    return bytes(data)


def mutants(kind: str, seeds: list[bytes], count: int, seed: int) -> list[tuple[int, bytes, bytes]]:
    """Number, package, and the part that was changed."""
    made = []
    for number in range(count):
        chance = random.Random(f"{kind} {seed} {number}")  # noqa: S311
        package = chance.choice(seeds)
        entries = entries_of(package)
        if kind == "archive":
            changed = mutated_archive(package, chance)
            made.append((number, changed, changed))
            continue
        name = MANIFEST if kind == "manifest" else TABLE
        if name not in entries:
            continue
        part = mutate_part(entries[name], chance)
        made.append((number, zip_bytes(members_of({**entries, name: part})), part))
    return made


def mutate_part(data: bytes, chance: random.Random) -> bytes:
    """Blind damage, or a second string pool where a document has its first."""
    if chance.random() < 0.8:
        return mutate(data, chance)
    header = struct.unpack_from("<H", data, 2)[0]
    size = struct.unpack_from("<I", data, header + 4)[0]
    pool = bytearray(data[header : header + size])
    for _ in range(chance.randint(1, 3)):
        position = chance.randrange(28, max(29, len(pool)))
        pool[position : position + 1] = bytes([chance.randrange(256)])
    at = chance.choice([header, header + size])
    changed = data[:at] + bytes(pool) + data[at:]
    return changed[:4] + struct.pack("<I", len(changed)) + changed[8:]


def verdict(kind: str, package: bytes, part: bytes) -> str:
    """What becomes of one mutant."""
    with tempfile.NamedTemporaryFile(suffix=".apk") as file:
        file.write(package)
        file.flush()
        theirs = their_texts(Path(file.name)) if kind == "resources" else their_manifest(Path(file.name))
    if theirs is None:
        return "refused"
    read = {"manifest": our_manifest, "resources": our_texts, "archive": our_archive}[kind]
    ours, is_said = read(part)
    if ours is None:
        return "unread"
    if ours == theirs:
        return "equal"
    return "said" if is_said else "silent"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=("manifest", "resources", "archive"))
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("packages", nargs="*", type=Path)
    arguments = parser.parse_args()
    packages = arguments.packages or sorted(ROOT.glob("samples/*/*.apk"))
    seeds = [path.read_bytes() for path in packages if "broken" not in path.name]
    counts: Counter[str] = Counter()
    with ThreadPoolExecutor(2) as pool:
        for start in range(0, arguments.count, 500):
            made = mutants(arguments.kind, seeds, min(500, arguments.count - start), arguments.seed * 100_000 + start)
            verdicts = pool.map(lambda item: verdict(arguments.kind, item[1], item[2]), made)
            for (number, package, _), word in zip(made, verdicts, strict=True):
                counts[word] += 1
                if word == "silent":
                    print(f"silent: seed {arguments.seed * 100_000 + start} number {number}", flush=True)
                    if arguments.keep:
                        arguments.keep.mkdir(parents=True, exist_ok=True)
                        (arguments.keep / f"{arguments.kind}-{start}-{number}.apk").write_bytes(package)
    print(arguments.kind, dict(counts))
    return 1 if counts["silent"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
