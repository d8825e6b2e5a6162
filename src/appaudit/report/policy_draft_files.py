"""The draft of a policy as Markdown and as a Word document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from appaudit.model.bilingual import Language
from appaudit.report.draft_lists import DraftList
from appaudit.report.policy_draft import PolicyDraft
from appaudit.report.renderers.word.writer import Cell, Writer

#: Widths of the columns on a page on its side, by how many there are.
_WIDTHS: Final = {
    9: (1.0, 2.8, 3.2, 2.6, 2.0, 4.4, 1.6, 3.2, 4.4),
    7: (1.2, 4.0, 3.6, 3.6, 3.6, 4.6, 4.6),
}


def as_markdown(draft: PolicyDraft) -> str:
    """The draft as Markdown; text of the package is inert."""
    words = draft.words
    lines = [f"# {_inert(draft.title)}", "", *(f"> {_inert(note)}" for note in draft.notes), ""]
    lines += [f"## {words['clauses']}", ""]
    if not draft.clauses:
        lines += [words["no_clauses"], ""]
    for clause in draft.clauses:
        lines += [f"### {_inert(clause.name)}", ""]
        lines += [f"> {_inert(text)}\n" for text in clause.drafts]
        lines += [f"- {words['advice']}: {_inert(clause.advice)}"] if clause.advice else []
        lines += [f"- {words['why']}: {_inert(text)}" for text in clause.why]
        lines += [f"- {words['basis']}: {_inert(text)}" for text in clause.basis]
        lines.append("")
    shared, collected = draft.lists
    lines += [f"## {words['sdks']}", "", words["sdks_note"], "", *_table(shared, words["none"])]
    lines += [f"## {words['lists']}", "", f"### {collected.title}", "", *_table(collected, words["none"])]
    lines += [f"### {shared.title}", "", words["see"], ""]
    return "\n".join(lines)


def _table(table: DraftList, none: str) -> list[str]:
    if not table.rows:
        return [none, ""]
    rows = [table.headings, ["---"] * len(table.headings), *(map(_cell, row) for row in table.rows)]
    return [*(f"| {' | '.join(row)} |" for row in rows), ""]


def _inert(text: str) -> str:
    flat = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return flat.replace("\\", "\\\\").replace("<", "&lt;").replace("`", "\\`").replace("*", "\\*")


def _cell(text: str) -> str:
    return _inert(text).replace("|", "\\|")


def as_docx(draft: PolicyDraft, language: Language, author: str, day: str) -> bytes:
    """The draft as a Word document on pages on their side, to be edited."""
    words = draft.words
    writer = Writer(language, draft.title, author, day, is_landscape=True)
    writer.title(draft.title)
    for note in draft.notes:
        writer.paragraph(note, is_quiet=True)
    writer.heading(words["clauses"])
    if not draft.clauses:
        writer.paragraph(words["no_clauses"])
    for clause in draft.clauses:
        writer.heading(clause.name, 2)
        if clause.drafts:
            writer.table((24.6,), [[Cell(text, "note")] for text in clause.drafts], has_head=False)
        if clause.advice:
            writer.labelled(words["advice"], clause.advice)
        writer.labelled(words["why"], "\n".join(clause.why))
        if clause.basis:
            writer.labelled(words["basis"], "; ".join(clause.basis))
    shared, collected = draft.lists
    writer.heading(words["sdks"], on_new_page=True)
    writer.paragraph(words["sdks_note"], is_quiet=True)
    _add(writer, shared, words["none"])
    writer.heading(words["lists"], on_new_page=True)
    writer.heading(collected.title, 2)
    _add(writer, collected, words["none"])
    writer.heading(shared.title, 2)
    writer.paragraph(words["see"])
    return writer.content()


def _add(writer: Writer, table: DraftList, none: str) -> None:
    if not table.rows:
        writer.paragraph(none)
        return
    rows: Iterable[tuple[str, ...]] = (table.headings, *table.rows)
    writer.table(_WIDTHS[len(table.headings)], rows)
