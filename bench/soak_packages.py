"""The packages of a soak: samples and inputs of the tests, varied, damaged and repeated, and some that are none."""

from __future__ import annotations

import io
import os
import random
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from tests.hostile.mutations import mutate_package
from tests.rules.test_every_rule_end_to_end import CASES
from tests.support.sample_paths import SAMPLES

#: A package with the documents beside it, by what follows its name.
Source = tuple[str, bytes, dict[str, bytes]]
ENDINGS = (".apk", ".aab", ".hap", ".wxapkg")
FOLDERS = 50
BOMB_MEGABYTES = 64


def sources() -> list[Source]:
    """The samples, and every package that shows a rule, with its policy and SDK list."""
    found: list[Source] = []
    for path in sorted(SAMPLES.glob("*/*")):
        if path.suffix in ENDINGS:
            beside = {"policy.html": path.parent / "privacy.html", "sdks.csv": path.parent / "sdks.csv"}
            documents = {name: place.read_bytes() for name, place in beside.items() if place.is_file()}
            found.append((path.name, path.read_bytes(), documents))
    for case in CASES:
        for given in (case.fires, case.silent):
            package = given.package() if callable(given.package) else given.package
            if package:
                texts = {"policy.txt": given.policy, "sdks.csv": given.sdk_list}
                documents = {name: text.encode() for name, text in texts.items() if text}
                found.append((given.name, package, documents))
    return found


def fill(folder: Path, count: int, seed: int) -> None:
    """Write the packages, spread over folders; the same seed gives the same bytes."""
    chance = random.Random(seed)  # noqa: S311  # the same seed must give the same packages
    known, written = sources(), []
    bomb = _bomb()
    for number in range(count):
        place = folder / f"part{number % FOLDERS:02}"
        place.mkdir(parents=True, exist_ok=True)
        kind = number % 20
        if kind in (2, 3) and written:  # a link to one that is there
            earlier = chance.choice(written)
            os.link(earlier, place / f"{number:05}-again{earlier.suffix}")
            continue
        name, content, documents = chance.choice(known)
        if kind in (0, 1):
            content = mutate_package(content, chance)
        elif number % 100 == 4:
            content = chance.choice([b"", b"no package", chance.randbytes(3000), content[: len(content) // 2]])
        elif number % 500 == 24:
            name, content = "bomb.apk", bomb
        else:
            content = _varied(content, number)
        path = place / f"{number:05}-{name}"
        path.write_bytes(content)
        written.append(path)
        for ending, text in documents.items() if chance.random() < 0.4 else ():
            path.with_name(f"{path.stem}.{ending}").write_bytes(text)


def _varied(content: bytes, number: int) -> bytes:
    """The same package with one entry more, so that its digest is its own."""
    if not content.startswith(b"PK"):
        return content
    made = io.BytesIO(content)
    try:
        with zipfile.ZipFile(made, "a") as archive:
            archive.writestr(zipfile.ZipInfo("assets/number.txt"), str(number))
    except (zipfile.BadZipFile, OSError, ValueError, zlib.error):
        return content
    return made.getvalue()


def _bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("AndroidManifest.xml", b"\x03\x00\x08\x00")
        for name in _numbered("classes", ".dex", 4):
            archive.writestr(name, bytes(BOMB_MEGABYTES << 20))
    return made.getvalue()


def _numbered(start: str, end: str, count: int) -> Iterator[str]:
    for number in range(1, count + 1):
        yield f"{start}{number if number > 1 else ''}{end}"
