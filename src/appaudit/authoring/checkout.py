"""What a contribution to the shipped rules needs beside its file, said before the tests say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from appaudit.model.knowledge import Knowledge
from appaudit.model.rule import Rule

_GENERATE = "run `make generated`"


def lint_checkout(rules_folder: Path, rules: Sequence[Rule], knowledge: Knowledge) -> Iterator[str]:
    """What is missing in tests and pages of a checkout, one line each; nothing elsewhere.

    Args:
        rules_folder: The shipped rules; in a checkout they have `tests/` and `docs/` beside them.
        rules: All rules; those of the user are left out.
        knowledge: All that is known.
    """
    cases, docs = rules_folder.parent / "tests" / "rules" / "end_to_end", rules_folder.parent / "docs"
    if not cases.is_dir() or not (docs / "rules").is_dir():
        return
    shipped = [rule for rule in rules if Path(rule.source).is_relative_to(rules_folder)]
    written = _text(cases, "*.py")
    for rule in shipped:
        if f'"{rule.id}"' not in written:
            yield (
                f"{rule.id}: has no case from an input to the finding; add a line to the table of its kind of input in "
                "tests/rules/end_to_end/, or to samples.py there where the samples show it"
            )
        page = docs / "rules" / f"{Path(rule.source).parent.name}.md"
        if not page.is_file() or f"\n## {rule.id}\n" not in page.read_text(encoding="utf-8"):
            yield f"{rule.id}: is not in docs/rules/{page.name}; {_GENERATE}"
    yield from _lint_pages(rules_folder, docs, knowledge)


def _lint_pages(rules_folder: Path, docs: Path, knowledge: Knowledge) -> Iterator[str]:
    """The SDKs and regulations of which no page says anything; libraries and packers have none."""
    matrix = _text(docs / "rules", "matrix.md")
    for path in sorted((rules_folder / "regulations").glob("*.yaml")):
        if path.stem in knowledge.regulations and f"\n## {path.stem}\n" not in matrix:
            yield f"{path.stem}: is not in docs/rules/matrix.md; {_GENERATE}"
    pages = _text(docs / "sdks", "*.md")
    for path in sorted((rules_folder / "sdks").rglob("*.yaml")):
        signature = knowledge.sdks.get(path.stem)
        if signature is not None and signature.kind == "sdk" and f"`{path.stem}`" not in pages:
            yield f"SDK {path.stem}: is in no page of docs/sdks/; {_GENERATE}"


def _text(folder: Path, pattern: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob(pattern)))
