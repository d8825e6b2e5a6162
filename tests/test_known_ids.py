"""No law, regulator, clause, category, SDK or data type by name in Python: what is known is in `rules/`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.support.shipped import knowledge

SOURCE = Path(__file__).parent.parent / "src" / "appaudit"

#: Ids that are also ordinary words of the code (fields, file formats, HTML): a literal says nothing of what is known.
_ORDINARY = """
address adjust appaudit battery camera children files fingerprint framework gender kotlin language library location logs
matrix microphone name other payment push screen security sensors
"""
#: Words of other closed lists that happen to be ids too: kinds of documents, facts and topics of screens.
OTHER_LISTS = {
    "alipay": "a host of mini-programs",
    "sdk_list": "a kind of document and an input",
    "permission_request": "a kind of fact",
    "self_start": "a kind of fact",
    "face": "the attribute of old HTML that names a font",
    "track": "an element of HTML that has no content",
    "taro": "a framework that mini-programs are written with, told by its files",
    "account_cancellation": "a topic of screens (`rules/lexicon/ui.yaml`)",
}
#: What is still to go, by file; this list only gets shorter.
LEFT = {
    "authoring/scaffold.py": {"data_security"},  # a draft of a rule needs some category
    "report/renderers/page/vocabulary.py": {"no_policy"},
}


def known_ids() -> set[str]:
    known = knowledge()
    sections = (
        *(known.regulations, known.regulators, known.clauses, known.sdks, known.sdk_categories, known.data_types),
        *(known.obligations, known.categories, known.app_categories, known.duties),
    )
    return {identifier for section in sections for identifier in section} - set(_ORDINARY.split()) - set(OTHER_LISTS)


def literals(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def named() -> dict[str, set[str]]:
    known = known_ids()
    found = {path.relative_to(SOURCE).as_posix(): known & set(literals(path)) for path in sorted(SOURCE.rglob("*.py"))}
    return {name: ids for name, ids in found.items() if ids}


def test_nothing_that_is_known_is_named_in_python() -> None:
    beyond = {name: ids - LEFT.get(name, set()) for name, ids in named().items()}
    assert {name: sorted(ids) for name, ids in beyond.items() if ids} == {}


def test_what_has_gone_is_off_the_list() -> None:
    still = named()
    gone = {name: sorted(ids - still.get(name, set())) for name, ids in LEFT.items()}
    assert {name: ids for name, ids in gone.items() if ids} == {}
