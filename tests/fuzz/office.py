"""Seeded damage to office files: in the markup of a part inside a sound archive, or to the archive."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Sequence

from tests.fuzz.text_mutations import text_mutation
from tests.hostile.mutations import mutate, mutate_package

#: Parts that hold what is read.
_LIKELY = (
    "document.xml",
    "sheet1.xml",
    "sharedStrings.xml",
    ".rels",
    "styles.xml",
    "workbook.xml",
    "[Content_Types].xml",
)


def office_mutation(words: Sequence[bytes]) -> Callable[[bytes, random.Random], bytes]:
    """A mutation for office files with these words in their markup."""
    in_markup = text_mutation(words)

    def mutated(data: bytes, chance: random.Random) -> bytes:
        if chance.random() < 0.15:
            return mutate_package(data, chance)
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                parts = {name: archive.read(name) for name in archive.namelist()}
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error):
            return mutate(data, chance)
        likely = [name for name in parts if name.endswith(_LIKELY)] or list(parts)
        if likely:
            name = chance.choice(likely)
            parts[name] = in_markup(parts[name], chance)
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
            for name, content in parts.items():
                archive.writestr(zipfile.ZipInfo(name), content)
        return made.getvalue()

    return mutated
