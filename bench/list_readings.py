"""What is read of SDK lists and policies, entry by entry, and what another version read otherwise.

    python bench/list_readings.py FILE... [--named] [--why] [--json OUT] [--against JSON]

Prints for each file the gaps and the declared SDKs. `--named` adds whom the running text of a policy names. `--why`
prints the records too, by the reader that found them, with those that say that they are not there. `--json` keeps the
readings of a run, `--against` prints what differs from a kept run and nothing else: run it in two checkouts over real
policies before a change of the readers lands.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from appaudit.catalog import load_catalog
from appaudit.documents.document import document_from_bytes
from appaudit.errors import ExtractionError
from appaudit.lexicon.lexicons import Lexicons
from appaudit.policy.document_index import DocumentIndex
from appaudit.policy.third_parties import read_third_parties
from appaudit.records.documents import read_records
from appaudit.records.list_context import ListContext
from appaudit.sdk_list import read_sdk_list

#: Characters of the text on each side of a name that are told with it.
_AROUND = 60


def reading(path: Path, lexicons: Lexicons) -> list[str]:
    """A line for each gap and each SDK of a file."""
    read = read_sdk_list(path, lexicons)
    gaps = [f"gap: {gap.detail.en}" for gap in read.gaps if gap.detail is not None]
    return gaps + [
        f"{fact.name} | {fact.company} | {fact.purpose} | {'、'.join(fact.data)} | {fact.link}" for fact in read.facts
    ]


def named(path: Path, lexicons: Lexicons) -> list[str]:
    """A line for each third party that a policy names and lists nowhere, with the words before and behind it."""
    try:
        document = document_from_bytes(path.name, path.read_bytes())
    except ExtractionError as error:
        return [f"not a document: {error}"]
    found: dict[str, str] = {}
    for language in lexicons.policy.languages.values():
        for party in read_third_parties(DocumentIndex(document, language)):
            around = document.text[max(0, party.location.start - _AROUND) : party.location.end + _AROUND]
            if not party.is_listed:
                found.setdefault(party.name, f"named: {party.name} | {' '.join(around.split())}")
    return list(found.values())


def _why(path: Path, lexicons: Lexicons) -> None:
    try:
        document = document_from_bytes(path.name, path.read_bytes())
    except ExtractionError as error:
        print(f"  not a document: {error}")
        return
    words = lexicons.policy.languages[document.language].parties
    context = ListContext(document, words)
    for record in read_records(document, lexicons.sdk_list.headings, words, context):
        print(f"  {record.layout} at {record.start}-{record.end}: {record.fields}")
    for record, said in context.gone.values():
        print(f"  said not to be there, {record.layout}: {record.fields}: {said!r}")


def main() -> None:
    """Read the files and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", nargs="+", type=Path)
    options.add_argument("--named", action="store_true")
    options.add_argument("--why", action="store_true")
    options.add_argument("--json", type=Path)
    options.add_argument("--against", type=Path)
    chosen = options.parse_args()
    lexicons = load_catalog().lexicons
    found = {str(path): reading(path, lexicons) for path in chosen.files if path.is_file()}
    if chosen.named:
        found = {path: [*lines, *named(Path(path), lexicons)] for path, lines in found.items()}
    before = json.loads(chosen.against.read_text(encoding="utf-8")) if chosen.against is not None else None
    for path, lines in found.items():
        old = before.get(path, []) if before is not None else []
        if before is not None and old == lines:
            continue
        print(f"== {path}")
        for line in [line for line in old if line not in lines]:
            print(f"  - {line}")
        for line in [line for line in lines if line not in old]:
            print(f"  {'+' if before is not None else ' '} {line}")
        if chosen.why:
            _why(Path(path), lexicons)
    if chosen.json is not None:
        chosen.json.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
