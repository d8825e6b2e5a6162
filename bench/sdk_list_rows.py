"""How well SDK lists are read, against rows that people read off the same lists before.

    python bench/sdk_list_rows.py FOLDER [--set NAME] [--verbose]

`FOLDER` holds lists `<name>` and, beside each, `<name>.labels.json`: `{"file": …, "set": …, "rows": [{"name",
"company", "purpose", "data", "link"}]}`. A label is the text of the cell; `…` stands for what lies between its start
and its end, ` || ` separates texts that are right alike, `*` is not judged, and `?` before a name is a row that may be
missing.

A row is found when a declared SDK has its name (equal, or one holds the other, without case, spaces, marks and "SDK");
every declared SDK serves one row. A field counts where the label or the reading has something.
Prints row recall and precision, and for the rows found how many fields are right.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from appaudit.catalog import load_catalog
from appaudit.lexicon.lexicons import Lexicons
from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.sdk_list import read_sdk_list

FIELDS = ("company", "purpose", "data", "link")


def plain(text: str) -> str:
    """A text without case, spaces and marks, in one width."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())


def plain_name(text: str) -> str:
    """A name as `plain` has it, without the word SDK."""
    return plain(text).replace("sdk", "") or plain(text)


#: What the reading leaves out of data: words between items and around them, remarks that an item is optional.
_BESIDE = re.compile(
    r"[（(](?:optional|可选)[^（()）]*[)）]|可选(?=-)|\b(?:and|or|as well as|including|such as|your|the|an?)\b"
    r"|以及|或者|包括|等|(?<=[\u4e00-\u9fff])[和及与或](?=[\u4e00-\u9fff])|(?<=[（(、，,；;])(?:例?如|包?含|您的)|^您的",
    re.IGNORECASE,
)


#: What a use begins with that says no more than that it is one: "used for", "to", "用于".
_CUE = re.compile(
    r"^(?:(?:is|are) )?(?:(?:used|only) )*(?:for|to|in order to) (?=\S)|^(?:主要)?(?:用于|用於|用来|用來|为了|為了)",
    re.IGNORECASE,
)


#: What an address is written with or without.
_SCHEME = re.compile(r"https?://(?:www\.)?")


def without_cues(text: str) -> str:
    """The texts of a use, parted by ` || `, each without the cue that it begins with."""
    return " || ".join(_CUE.sub("", part.strip()) for part in text.split(" || "))


#: What parts items of data.
_BETWEEN = re.compile(r"[、，,；;/（）()：:]")


def listed(text: str) -> str:
    """Items of data without what stands between and around them, each once."""
    parts = [part.strip() for part in _BETWEEN.split(_BESIDE.sub(" ", text))]
    return "、".join(dict.fromkeys(part for part in parts if part)) if "…" not in text else _BESIDE.sub(" ", text)


def says(label: str, value: str) -> bool:
    """True where a value is one of the texts that a label allows."""
    found = plain(value)
    for allowed in label.split(" || "):
        start, dots, end = allowed.partition("…")
        if not dots and found == plain(allowed):
            return True
        if dots and found.startswith(plain(start)) and found.endswith(plain(end)):
            return True
    return False


def same_name(label: str, value: str) -> int:
    """2 for an equal name, 1 where one holds the other, else 0."""
    found = plain_name(value)
    best = 0
    for allowed in label.lstrip("?").split(" || "):
        wanted = plain_name(allowed)
        if found == wanted:
            return 2
        if found and wanted and (found in wanted or wanted in found):
            best = 1
    return best


@dataclass
class Count:
    """What was labelled, read and right."""

    labelled: int = 0
    read: int = 0
    found: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    judged: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))

    def add(self, other: Count) -> None:
        """Count another list in."""
        self.labelled, self.read, self.found = (
            self.labelled + other.labelled,
            self.read + other.read,
            self.found + other.found,
        )
        for name in FIELDS:
            self.right[name] += other.right[name]
            self.judged[name] += other.judged[name]

    def line(self) -> str:
        """All figures on one line."""
        share = [f"{name} {self.right[name] / max(self.judged[name], 1):.3f} of {self.judged[name]}" for name in FIELDS]
        rows = f"row recall {self.found / max(self.labelled, 1):.3f} of {self.labelled}"
        return f"{rows}, precision {self.found / max(self.read, 1):.3f} of {self.read}; {', '.join(share)}"


def value_of(fact: DeclaredSdkFact, name: str) -> str:
    """A field of a declared SDK as one text."""
    value = getattr(fact, name)
    return value if isinstance(value, str) else "、".join(value)


def score(
    rows: list[dict[str, Any]], facts: list[DeclaredSdkFact], is_verbose: bool, *, by_items: bool = False
) -> Count:
    """One list: what was found and right."""
    count = Count(labelled=sum(not row["name"].startswith("?") for row in rows), read=len(facts))
    free = list(facts)
    pairs = []
    for level in (2, 1):
        for row in rows:
            if any(row is paired for paired, _ in pairs):
                continue
            fact = next((f for f in free if same_name(row["name"], f.name) >= level), None)
            if fact is not None:
                free.remove(fact)
                pairs.append((row, fact))
    for row, fact in pairs:
        if row["name"].startswith("?"):
            count.read -= 1
            continue
        count.found += 1
        for name in FIELDS:
            label, value = row[name], value_of(fact, name)
            if name == "data" and by_items:
                label, value = " || ".join(map(listed, label.split(" || "))), listed(value)
            if name == "link":
                label, value = _SCHEME.sub("", label), _SCHEME.sub("", value)
            if name == "purpose" and by_items:
                label, value = without_cues(label), without_cues(value)
            if label == "*" or not (label or value):
                continue
            if name == "company" and not label and value == fact.name:
                continue  # who stands below "Provider" is the name and the company, and the label gives it once
            count.judged[name] += 1
            count.right[name] += says(label, value)
            if is_verbose and not says(label, value):
                print(f"   {fact.name}: {name} is {value[:160]!r}, labelled {label!r}")
    if is_verbose:
        lost = [row["name"] for row in rows if not any(row is paired for paired, _ in pairs)]
        for row_name in lost:
            print(f"   missed {row_name!r}")
        for fact in free:
            print(f"   read in vain {fact.name!r}: {fact.company!r} {fact.purpose[:60]!r}")
    return count


def main() -> None:
    """Print the figures of every list and of all."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", dest="name", default="")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument(
        "--by-items",
        action="store_true",
        help="compare data as items, without words between and around them, and uses without “for”, “to”, “用于”",
    )
    options = parser.parse_args()
    lexicons: Lexicons = load_catalog().lexicons
    total = Count()
    number = 0
    for path in sorted(options.folder.glob("*.labels.json")):
        label = json.loads(path.read_text(encoding="utf-8"))
        if options.name and label.get("set") != options.name:
            continue
        reading = read_sdk_list(path.with_name(label["file"]), lexicons)
        print(label["file"])
        for gap in reading.gaps if options.verbose else ():
            print(f"   gap: {gap.detail.en[:160] if gap.detail else ''}")
        count = score(label["rows"], reading.facts, options.verbose, by_items=options.by_items)
        print(f"   {count.line()}")
        total.add(count)
        number += 1
    print(f"{number} lists: {total.line()}")


if __name__ == "__main__":
    main()
