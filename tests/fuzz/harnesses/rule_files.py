"""Files under `rules/` as users add them: checks and SDKs."""

from __future__ import annotations

import contextlib

from tests.fuzz.files import as_file
from tests.fuzz.text_mutations import text_mutation
from tests.support.shipped import ROOT, shipped_catalog

from appaudit.catalog.knowledge import load_knowledge
from appaudit.catalog.rules import load_rules
from appaudit.errors import RuleError

DICTIONARY = (
    b"match:\n", b"regex: ", b'"(a+)+$"', b'"["', b"any: ", b"all: ", b"not: ", b"count: ", b"in: ", b"contains: ",
    b"message: ", b'"{subject}"', b'"{"', b'"{0}"', b"{zh: a, en: b}", b"severity: high", b"status: violation",
    b"requires: [app]", b"examples: []", b"id: ", b"classes: []", b"&a ", b"*a", b"!!binary x", b"coverage: ",
)  # fmt: skip
mutate = text_mutation(DICTIONARY)


def seeds() -> list[bytes]:
    checks = sorted((ROOT / "rules" / "checks").rglob("*.yaml"))[::25]
    return [path.read_bytes() for path in (*checks, *sorted((ROOT / "rules" / "sdks").rglob("*.yaml"))[::200])]


def fuzz(data: bytes) -> None:
    folder = as_file(b"", "mine.yaml").parent / "rules"
    for part in ("checks", "sdks"):
        (folder / part).mkdir(parents=True, exist_ok=True)
        (folder / part / "mine.yaml").write_bytes(data)
    with contextlib.suppress(RuleError):
        load_rules([folder], shipped_catalog().knowledge)
    with contextlib.suppress(RuleError):
        load_knowledge([folder])
