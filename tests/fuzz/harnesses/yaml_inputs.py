"""What operators write in YAML: configuration, declaration, verdicts."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from tests.fuzz.files import as_file
from tests.fuzz.text_mutations import text_mutation
from tests.support.shipped import knowledge

from appaudit.config import load_config
from appaudit.errors import AppauditError
from appaudit.gate.verdicts import read_verdicts
from appaudit.operator.declaration import read_declaration
from appaudit.operator.duties import duty_facts
from appaudit.operator.template import TEMPLATES

DICTIONARY = (
    b"!!python/object/apply:os.system [x]", b"!!binary x", b"!!set {a}", b"!!timestamp 2026-01-01", b"&a ", b"*a",
    b"<<: *a", b"? ", b"- ", b": ", b"|\n ", b">-\n ", b"%YAML 1.2\n---\n", b"...\n", b"~", b"0x10", b"0o17", b".inf",
    b"1_000", b"yes", b"2026-02-30", b"policies: ", b"sdk_lists: ", b"fail_on: ", b"ignores:\n", b"verdicts:\n",
    b"expires: ", b"rule: ", b"decision: accepted", b"fingerprint: ", b"users: ", b"limits:\n",
)  # fmt: skip
mutate = text_mutation(DICTIONARY)
_CONFIG = """policies: [privacy.html]
sdk_lists: [sdks.csv]
fail_on: high
ignores:
  - rule: excess-permission-unused
    subject: android.permission.CAMERA
    reason: used by the plugin
    expires: 2027-01-31
"""
_VERDICTS = """verdicts:
  - fingerprint: "0123456789abcdef"
    decision: accepted
    reason: looked at
    by: somebody
    on: "2026-11-01"
    expires: "2027-01-01"
"""


def seeds() -> list[bytes]:
    return [_CONFIG.encode(), _VERDICTS.encode(), TEMPLATES["zh"].encode()]


def _duties(path: Path) -> object:
    return duty_facts(read_declaration(path), knowledge().duties.values(), "2026-11-27", path.name)


READERS: tuple[Callable[[Path], object], ...] = (load_config, read_verdicts, _duties)


def fuzz(data: bytes) -> None:
    path = as_file(data, "inputs.yml")
    for read in READERS:
        with contextlib.suppress(AppauditError):
            read(path)
