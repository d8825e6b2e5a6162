"""How many of the ordinary ways to write an SDK list are read in full: lists put together from forms, rows known.

    python bench/list_forms.py [--language zh|en] [--every N] [--worst N] [--sections] [--bare] [--show TEXT]

A list is a context (heading, lead-in, a policy around it) with entries; an entry is a form of words with a name, a
company, a use, data and an address, behind a mark (dash, number, bold type). All combinations are built, of which every
Nth is read; the rows of each are known, as it was made of them. Prints the share of lists in which every field of every
row is right, by form, kind of name, mark, context and file, and the forms that are read worst.
"""

from __future__ import annotations

import argparse
import html
import itertools
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.ordinary_forms import BARE_CONTEXTS, BLOCKS, CONTEXTS, LINES, MARKS, NAMES, SECTIONS, Party
from bench.sdk_list_rows import FIELDS, Count, score

from appaudit.catalog import load_catalog
from appaudit.sdk_list import read_sdk_list

KINDS = ("md", "txt", "html")
#: How a use may be given that is said as one of these.
_ALIKE = ("{}", "实现{}", "{}服务", "提供{}服务", "{}功能", "实现{}功能")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_FIELDS = {"n": "name", "c": "company", "p": "purpose", "v": "purpose", "d": "data", "l": "link"}


@dataclass(frozen=True)
class Case:
    """One list: its parts, its text and its rows."""

    form: str
    names: str
    mark: str
    context: str
    kind: str
    text: str
    rows: tuple[dict[str, str], ...]


def cases(language: str, contexts: Sequence[str] = ()) -> Iterator[Case]:
    """Every list of a language that makes sense, in contexts that speak of third parties or in other ones."""
    for form, names, mark, context, kind in itertools.product(
        (*LINES[language], *BLOCKS[language]), NAMES[language], MARKS[language], contexts or CONTEXTS[language], KINDS
    ):
        is_bold = "{n}" in mark
        if is_bold and not form.startswith("{n}"):
            continue
        if is_bold and kind != "md":
            continue
        if names == "company" and "{c}" in form:
            continue
        if ("\t" in form or " | " in form) and mark != "{}":
            continue
        yield _case(form, names, mark, context, kind, language)


def section_cases(language: str, contexts: Sequence[str] = ()) -> Iterator[Case]:
    """Every list of which an entry is a section with a heading of its own; contexts as of `cases`."""
    titles = ("", "{i}. ", "{i}、" if language == "zh" else "{i}) ")
    for form, names, title, context, kind in itertools.product(
        SECTIONS[language], NAMES[language], titles, contexts or CONTEXTS[language], KINDS
    ):
        if names == "company" and "{c}" in form:
            continue
        entries = [
            _section(form, party, title.replace("{i}", str(i))) for i, party in enumerate(NAMES[language][names], 1)
        ]
        rows = tuple(row_of(party, form, names, language) for party in NAMES[language][names])
        text = context.replace("{}", "\n\n".join(entries))
        if kind == "html":
            text = _marked_up(text)
        elif kind == "txt":
            text = text.replace("{h}", "").replace("{s}", "").replace("**", "")
        else:
            text = text.replace("{h}", "## ").replace("{s}", "### ")
        yield Case(form, names, title, context, kind, text, rows)


def _section(form: str, party: Party, title: str) -> str:
    heading, *body = form.removeprefix("{h}").split("\n")
    lines = [f"{{s}}{title}{heading.format(**vars(party))}", ""]
    for line in body:
        items = party.d.replace("、", ", ").split(", ") if "{each}" in line else [""]
        lines += [line.format(**vars(party), each=item).replace("..", ".") for item in items]
        lines += [] if line.startswith("- ") else [""]
    return "\n".join(lines).rstrip()


def _marked_up(text: str) -> str:
    parts = []
    for block in text.split("\n\n"):
        for is_list, lines in itertools.groupby(block.strip().split("\n"), lambda line: line.startswith("- ")):
            told = [_BOLD.sub(r"<b>\1</b>", html.escape(line.removeprefix("- "))) for line in lines]
            if is_list:
                parts.append("<ul>" + "".join(f"<li>{line}</li>" for line in told) + "</ul>")
                continue
            for line in told:
                tag = {"{h}": "h2", "{s}": "h3"}.get(line[:3], "p")
                parts.append(f"<{tag}>{line if tag == 'p' else line[3:]}</{tag}>")
    return "".join(parts)


def _case(form: str, names: str, mark: str, context: str, kind: str, language: str) -> Case:
    parties = NAMES[language][names]
    entries = []
    for number, party in enumerate(parties, 1):
        rest = form.removeprefix("{n}") if "{n}" in mark else form
        said = rest.format(**vars(party)).replace("\n", "\n   " if mark.startswith(("- ", "{i}.")) else "\n")
        entries.append(mark.replace("{i}", str(number)).replace("{n}", party.n).replace("{}", said))
    is_block = "\n" in form
    between = "\n\n" if is_block or (mark in ("{}", "**{n}**{}", "**{i}. {n}**{}") and kind == "md") else "\n"
    rows = tuple(row_of(party, form, names, language) for party in parties)
    if kind == "html":
        text = _page(entries, context, mark)
    else:
        text = context.replace("{h}", "## " if kind == "md" else "").replace("{}", between.join(entries))
    return Case(form, names, mark, context, kind, text, rows)


def row_of(party: Party, form: str, names: str, language: str) -> dict[str, str]:
    """What an entry of a form says of a party, by field; several readings of a use are parted by two bars."""
    row = {"name": party.n} | dict.fromkeys(FIELDS, "")
    row |= {field: getattr(party, letter) for letter, field in _FIELDS.items() if f"{{{letter}}}" in form}
    if "{each}" in form:
        row["data"] = party.d
    if "{p}" in form and "{v}" in form:
        row["purpose"] = f"{party.p} || {party.v}"
    elif language == "zh" and row["purpose"]:
        row["purpose"] = " || ".join(each.format(party.p) for each in _ALIKE)
    if names == "company":
        row["company"] = "*"
    return row


def _page(entries: list[str], context: str, mark: str) -> str:
    lines = [html.escape(entry.removeprefix("- ")).replace("\n", "<br>") for entry in entries]
    listed = "".join(f"<li>{line}</li>" if mark == "- {}" else f"<p>{line}</p>" for line in lines)
    listed = f"<ul>{listed}</ul>" if mark == "- {}" else listed
    before, _, after = context.partition("{}")
    parts = [
        f"<h2>{part.removeprefix('{h}')}</h2>" if part.startswith("{h}") else f"<p>{part}</p>" if part else ""
        for part in before.split("\n\n")
    ]
    rest = [
        f"<h2>{part.removeprefix('{h}')}</h2>" if part.startswith("{h}") else f"<p>{part}</p>" if part else ""
        for part in after.split("\n\n")
    ]
    return "".join([*parts, listed, *rest])


def is_right(count: Count) -> bool:
    """Whether every row was found, none in vain, and every field is right."""
    return count.found == count.labelled == count.read and count.right == count.judged


def main() -> None:
    """Read the lists and print the shares."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--language", choices=("zh", "en"), action="append")
    options.add_argument("--every", type=int, default=7)
    options.add_argument("--worst", type=int, default=20)
    options.add_argument("--show", default="")
    options.add_argument("--sections", action="store_true", help="lists of which each entry has a heading of its own")
    options.add_argument(
        "--bare", action="store_true", help="lists that nothing above them says to be of third parties"
    )
    chosen = options.parse_args()
    for language in chosen.language or ("zh", "en"):
        contexts = BARE_CONTEXTS[language] if chosen.bare else ()
        made = section_cases(language, contexts) if chosen.sections else cases(language, contexts)
        told = _told(language, itertools.islice(made, 0, None, chosen.every), chosen.show)
        for group, values in told.items():
            shares = sorted((sum(rights) / len(rights), value, len(rights)) for value, rights in values.items())
            for share, value, count in shares[: chosen.worst if group == "form and names" else len(shares)]:
                print(f"  {group}: {share:.2f} of {count}: {value!r}")


def _told(language: str, made: Iterable[Case], show: str) -> dict[str, dict[str, list[bool]]]:
    """Which lists are right, by what they are made of; those of which the parts hold `show` and are not are printed."""
    lexicons = load_catalog().lexicons
    told: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    total = Count()
    with tempfile.TemporaryDirectory() as folder:
        for case in made:
            path = Path(folder) / f"list.{case.kind}"
            path.write_text(case.text, encoding="utf-8")
            facts = read_sdk_list(path, lexicons).facts
            count = score(list(case.rows), facts, False, by_items=True)
            total.add(count)
            parts = {
                "form": case.form,
                "names": case.names,
                "mark": case.mark,
                "context": case.context[:24],
                "file": case.kind,
                "form and names": f"{case.form} [{case.names}]",
            }
            for group, value in parts.items():
                told[group][value].append(is_right(count))
            if show and not is_right(count) and show in f"{parts['form and names']} {case.mark} {case.kind}":
                print(f"--- {case.form!r} {case.names} {case.mark!r} {case.kind}\n{case.text}")
                score(list(case.rows), facts, True, by_items=True)
    right = [each for values in told["form"].values() for each in values]
    print(f"{language}: {sum(right) / len(right):.3f} of {len(right)} lists in full; {total.line()}")
    return told


if __name__ == "__main__":
    main()
