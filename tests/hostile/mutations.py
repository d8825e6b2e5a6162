"""Seeded damage: to bytes of any kind, and to packages part by part, so that what is damaged is still looked at."""

from __future__ import annotations

import io
import random
import warnings
import zipfile
import zlib

#: Entries that a reader reads in full; damage to others is mostly not met.
_LIKELY = ("AndroidManifest.xml", "resources.arsc", ".dex", ".xml", ".RSA", ".jar", ".apk", ".html")


def mutate(data: bytes, chance: random.Random) -> bytes:
    """A copy with a few bytes changed, words made extreme, or pieces cut, doubled or moved."""
    mutated = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        position = chance.randrange(len(mutated)) if mutated else 0
        action = chance.randrange(7)
        if action == 0:
            mutated[position : position + 1] = bytes([chance.randrange(256)])
        elif action == 1:
            word = chance.choice([0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 0x80000000, len(data), chance.getrandbits(32)])
            position &= ~3
            mutated[position : position + 4] = word.to_bytes(4, "little")
        elif action == 2:
            half = chance.choice([0, 1, 0xFFFF, 0x8000, chance.getrandbits(16)])
            position &= ~1
            mutated[position : position + 2] = half.to_bytes(2, "little")
        elif action == 3:
            del mutated[position : position + chance.randint(1, 40)]
        elif action == 4:
            mutated[position:position] = mutated[position : position + chance.randint(1, 40)]
        elif action == 5:
            source = chance.randrange(len(mutated)) if mutated else 0
            mutated[position : position + 8] = mutated[source : source + 8]
        else:
            mutated = mutated[: max(1, position)] if chance.random() < 0.3 else mutated
    return bytes(mutated)


def mutate_package(data: bytes, chance: random.Random) -> bytes:
    """A package with damage to the archive itself, or to one to three of its entries inside a sound archive."""
    if chance.random() < 0.25:
        return mutate_archive(data, chance)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            contents = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except (
        zipfile.BadZipFile,
        OSError,
        EOFError,
        LookupError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        zlib.error,
    ):
        # Damaged already, as a package in a bundle may be; the library itself cannot name an entry without a name.
        return mutate(data, chance)
    for _ in range(chance.randint(1, 3) if contents else 0):
        number = _pick([name for name, _ in contents], chance)
        name, content = contents[number]
        if name.endswith(".apk"):
            contents[number] = name, mutate_package(content, chance)
        else:
            contents[number] = _mutated_entry(name, content, chance)
    if contents and chance.random() < 0.1:
        contents.append(contents[_pick([name for name, _ in contents], chance)])
    damaged = _archive_of(contents, chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))
    return mutate_archive(damaged, chance) if chance.random() < 0.1 else damaged


def mutate_archive(data: bytes, chance: random.Random) -> bytes:
    """Damage to the last few kilobytes of an archive, where its directory is, or anywhere."""
    if chance.random() < 0.3:
        return mutate(data, chance)
    directory = max(0, len(data) - chance.choice([22, 200, 2000, 10_000]))
    return data[:directory] + mutate(data[directory:], chance)


def _archive_of(contents: list[tuple[str, bytes]], method: int) -> bytes:
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", method) as archive:
        warnings.simplefilter("ignore")  # of names that occur twice, which is what some of this is about
        for name, content in contents:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return made.getvalue()


def _pick(names: list[str], chance: random.Random) -> int:
    likely = [number for number, name in enumerate(names) if name.endswith(_LIKELY)]
    return chance.choice(likely) if likely and chance.random() < 0.9 else chance.randrange(len(names))


def _mutated_entry(name: str, content: bytes, chance: random.Random) -> tuple[str, bytes]:
    action = chance.random()
    if action < 0.02:
        return chance.choice(["../" + name, name.upper(), name + "\x00", "classes2.dex", "assets/x.bin", ""]), content
    if action < 0.04:
        return name, chance.randbytes(chance.randint(0, 200))
    if action < 0.2:  # the start of a file says how all the rest of it is read
        return name, mutate(content[:200], chance) + content[200:]
    return name, mutate(content, chance)
