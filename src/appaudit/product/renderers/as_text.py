"""The summary of a product for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.product import Product, ProductPackage, ProductStep
from appaudit.product.renderers.phrases import (
    WORDS,
    belongs_to,
    counted,
    gate_line,
    in_packages,
    item_names,
    name_of,
    notes_of,
    title_of,
    unseen_of,
)
from appaudit.report.renderers import words
from appaudit.report.renderers.artifact_words import kind_of
from appaudit.report.renderers.knowledge_words import knowledge_line
from appaudit.report.renderers.plain import safe_line, shortened
from appaudit.report.renderers.speaker import Voice

EXTENSION = "txt"

_ACTION_WIDTH: Final = 240


def render(product: Product, language: Language) -> str:
    """The summary in one language, every line free of control and directional characters."""
    return "\n".join(safe_line(line).rstrip() for line in _Lines(product, language).all()) + "\n"


def short_lines(product: Product, language: Language, *, steps: int) -> list[str]:
    """What somebody at a terminal wants to know: verdict, packages, the first steps, what was not seen, the gate."""
    lines = _Lines(product, language)
    shown = [*lines.head(), "", *lines.packages(), "", *lines.plan(steps), *lines.unseen(), *lines.gate()]
    return [safe_line(line).rstrip() for line in shown]


class _Lines(Voice):
    def __init__(self, product: Product, language: Language) -> None:
        super().__init__(language)
        self.product = product

    def word(self, name: str, **values: object) -> str:
        return self.say(WORDS[name], **values)

    def all(self) -> Iterator[str]:
        yield from self.head()
        yield from self.gate()
        yield ""
        yield from self.packages()
        yield ""
        yield from self.documents()
        yield ""
        yield from self.unseen()
        yield ""
        yield from self.plan(len(self.product.plan))
        yield ""
        yield from self.items()
        for package in self.product.packages:
            yield ""
            yield from self.findings(package)
        yield ""
        yield self.word("note")

    def head(self) -> Iterator[str]:
        tool = self.product.tool
        yield self.say(title_of(self.product))
        yield f"{self.word('as_of')} {tool.as_of}  {tool.name} {tool.version}  {tool.rules_digest}"
        yield f"{self.word('knowledge')} {self.say(knowledge_line(tool))}"
        yield f"{self.word('verdict')}: {self.say(self.product.summary.verdict)}"

    def gate(self) -> Iterator[str]:
        yield self.say(gate_line(self.product))
        yield from (f"  · {reason.package}: {self.say(reason.text)}" for reason in self.product.gate.reasons)
        if self.product.gate.allow_unreadable:
            yield f"  · {self.word('allowed')}"

    def packages(self) -> Iterator[str]:
        yield f"{self.word('packages')}:"
        for package in self.product.packages:
            artifact = package.artifact
            said = (name_of(package), artifact.package, artifact.version_name, self.say(kind_of(artifact)))
            about = "  ".join(filter(None, said))
            outcome = self.word("unreadable") if package.outcome == "unreadable" else self.counts(package)
            yield f"  {package.letter}  {about}: {outcome}"
            yield f"     SHA-256 {artifact.sha256}"
            yield from (f"     {name}: {file}" for name, file in package.reports.items())

    def counts(self, package: ProductPackage) -> str:
        if not package.summary.findings:
            return self.word("no_finding")
        found = self.say(counted(package.summary.by_severity, words.SEVERITY))
        return f"{package.summary.findings} {self.word('findings')} ({found})"

    def documents(self) -> Iterator[str]:
        yield f"{self.word('documents')}:"
        for item in self.product.documents:
            role = self.say(words.word(words.ROLE, item.role))
            status = self.say(words.word(words.INPUT_STATUS, item.status))
            yield f"  {role} {item.name} ({status}) · {self.say(belongs_to(item, self.product))}"

    def unseen(self) -> Iterator[str]:
        rows = [(package, item) for package in self.product.packages for item in package.unseen]
        yield f"{self.word('unseen')}:" if rows else self.word("all_seen")
        yield from (f"  · {self.say(unseen_of(package, item))}" for package, item in rows)

    def plan(self, most: int) -> Iterator[str]:
        steps = self.product.plan
        if not steps:
            return
        lead = self.word("plan_lead", findings=self.product.summary.findings, steps=len(steps))
        yield f"{self.word('plan')}: {lead}"
        for step in steps[:most]:
            yield from self.step(step)
        if len(steps) > most:
            yield f"  {self.word('more', count=len(steps) - most)}"

    def step(self, step: ProductStep) -> Iterator[str]:
        owner = self.named(words.OWNER, step.owner)
        yield f"  {step.order:2d}. [{', '.join(step.packages)}] {self.say(step.title)} ({owner})"
        yield f"      {shortened(self.say(step.action), _ACTION_WIDTH)}"
        if step.closes:
            yield f"      {self.word('closes')} {len(step.closes)}: {', '.join(step.closes)}"
        if step.helps:
            yield f"      {self.word('helps')} {', '.join(step.helps)}"
        if step.items:
            names = item_names(self.product)
            cited = [
                self.say(names[item.regulation, item.item])
                for item in step.items
                if (item.regulation, item.item) in names
            ]
            if cited:
                yield f"      {self.word('open_items')} {', '.join(cited)}"

    def items(self) -> Iterator[str]:
        yield f"{self.word('items')}:"
        if not self.product.items:
            yield f"  {self.word('no_items')}"
        for item in self.product.items:
            yield f"  {self.say(item.name)} {self.say(item.title)}: {self.say(in_packages(item.packages))}"

    def findings(self, package: ProductPackage) -> Iterator[str]:
        yield f"{self.word('findings')} {package.letter} {name_of(package)}:"
        if not package.findings:
            yield f"  {self.word('no_finding')}"
        for finding in package.findings:
            grades = f"{self.named(words.SEVERITY, finding.severity)} · {self.named(words.STATUS, finding.status)}"
            notes: list[Bilingual] = list(notes_of(finding))
            added = "".join(f" [{self.say(note)}]" for note in notes)
            yield f"  {finding.ref} [{grades}] {self.say(finding.title)}: {self.say(finding.subject_name)}{added}"
