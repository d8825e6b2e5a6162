"""What is known of renamed code as files under `rules/renamed/`, one for each SDK or library."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

from appaudit.model.hidden_code import KnownClass, RenamedSignature

_WIDTH = 110
_HEADER = "# Written by python -m bench.renamed; rules/README.md says what it holds.\n"


def write(signatures: Iterable[RenamedSignature], folder: Path) -> None:
    """Write one file for each signature, and remove those of others."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.yaml"):
        old.unlink()
    for signature in signatures:
        (folder / f"{signature.id}.yaml").write_text(_HEADER + "".join(_lines(signature)), encoding="utf-8")


def _lines(signature: RenamedSignature) -> Iterator[str]:
    yield f"id: {signature.id}\n"
    yield from _features("features", signature.features, "")
    if signature.classes:
        yield "classes:\n"
    for each in signature.classes:
        yield from _class(each)
    yield "sources:\n"
    for source in signature.sources:
        yield f'  - {{title: "{source.title}", checked: "{source.checked}"}}\n'


def _class(known: KnownClass) -> Iterator[str]:
    yield f'  - name: "{known.name}"\n'
    yield from _features("features", known.features, "    ")
    yield "    methods:\n"
    for method in known.methods:
        yield f'      - name: "{method.name}"\n'
        yield f'        kind: "{method.kind}"\n'
        if method.print:
            yield f'        print: "{method.print}"\n'
        if method.texts:
            yield from _features("texts", method.texts, "        ")
        if method.alone:
            yield "        alone: true\n"


def _features(name: str, features: str, indent: str) -> Iterator[str]:
    yield f"{indent}{name}: >-\n"
    for line in textwrap.wrap(features, _WIDTH - len(indent)) or [""]:
        yield f"{indent}  {line}\n"
