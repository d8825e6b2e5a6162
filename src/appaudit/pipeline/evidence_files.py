"""The evidence pack of an audit with the documents that it read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from appaudit.errors import ConfigError
from appaudit.model.bilingual import Language
from appaudit.model.report import Report
from appaudit.pipeline.inputs import Inputs
from appaudit.whole_files import open_regular


def pack_of(report: Report, inputs: Inputs, language: Language) -> bytes:
    """The zip with report, documents, snippets and digests; the package itself is not inside.

    Raises:
        ConfigError: a document has gone.
    """
    from appaudit.report.evidence_pack import evidence_pack  # few audits have one

    files = contents_of(path for path in files_of(inputs) if path != inputs.artifact)
    return evidence_pack(report, {digest: data for digest, (_, data) in files.items()}, language)


def files_of(inputs: Inputs) -> list[Path]:
    """Every file that an audit reads."""
    single = (inputs.operator_facts, inputs.config, inputs.mapping, inputs.privacy_guide)
    found = [inputs.artifact, *inputs.policies, *inputs.sdk_lists, *(path for path in single if path)]
    return [file for path in found for file in (path.iterdir() if path.is_dir() else (path,)) if file.is_file()]


def contents_of(paths: Iterable[Path]) -> dict[str, tuple[Path, bytes]]:
    """Files, those in folders included, by their SHA-256.

    Raises:
        ConfigError: one cannot be read.
    """
    found = {}
    for path in _files(paths):
        try:
            with open_regular(path) as file:
                data = file.read()
        except OSError as error:
            raise ConfigError(
                f"{path} cannot be read: {error.strerror}", zh=f"无法读取 {path}：{error.strerror}"
            ) from error
        found[hashlib.sha256(data).hexdigest()] = (path, data)
    return found


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from (file for file in sorted(path.rglob("*")) if file.is_file())
        else:
            yield path
