"""The summary of a product as Markdown, for a comment on a merge request: foreign text shows and does nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.product import Product, ProductPackage
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
from appaudit.report.renderers.gfm import code, prose, row
from appaudit.report.renderers.knowledge_words import knowledge_line
from appaudit.report.renderers.speaker import Voice

EXTENSION = "md"

_WIDTH: Final = 600
_NAME: Final = 120
#: A comment has a limit; the page and the reports of the packages have the rest.
_FINDINGS_SHOWN: Final = 100
_PARTS_SHOWN: Final = 30


def render(product: Product, language: Language) -> str:
    """The summary in one language."""
    return "\n".join(_Comment(product, language).all()) + "\n"


class _Comment(Voice):
    def __init__(self, product: Product, language: Language) -> None:
        super().__init__(language)
        self.product = product

    def word(self, name: str, **values: object) -> str:
        return self.say(WORDS[name], **values)

    def prose(self, text: Bilingual, width: int = _WIDTH) -> str:
        return prose(self.say(text), width)

    def table(self, *headings: str) -> Iterator[str]:
        yield row([self.word(name) for name in headings])
        yield row(["---"] * len(headings))

    def all(self) -> Iterator[str]:
        yield f"## {self.word('kind')}: {code(self.say(title_of(self.product)), _NAME)}"
        yield ""
        yield f"**{self.prose(self.product.summary.verdict, 2 * _WIDTH)}**"
        yield ""
        yield f"**{self.prose(gate_line(self.product))}**"
        yield ""
        yield from (f"- {reason.package}: {self.prose(reason.text)}" for reason in self.product.gate.reasons)
        if self.product.gate.allow_unreadable:
            yield f"- {self.word('allowed')}"
        yield from self.packages()
        yield from self.documents()
        yield from self.plan()
        yield from self.unseen()
        yield from self.items()
        for package in self.product.packages:
            yield from self.findings(package)
        yield from self.foot()

    def packages(self) -> Iterator[str]:
        yield ""
        yield from self.table("number", "package", "version", "findings", "verdict", "report")
        for package in self.product.packages:
            artifact, severities = package.artifact, counted(package.summary.by_severity, words.SEVERITY)
            is_unread = package.outcome == "unreadable"
            yield row(
                [
                    package.letter,
                    code(name_of(package), _NAME, in_table=True),
                    code(artifact.version_name, _NAME, in_table=True),
                    self.word("unreadable") if is_unread else f"{package.summary.findings} ({self.say(severities)})",
                    self.prose(package.summary.verdict),
                    ", ".join(code(file, _NAME, in_table=True) for file in package.reports.values()),
                ]
            )

    def documents(self) -> Iterator[str]:
        yield ""
        yield from self.table("document", "status", "belongs")
        for item in self.product.documents:
            role = self.say(words.word(words.ROLE, item.role))
            status = self.say(words.word(words.INPUT_STATUS, item.status))
            name = code(item.name, _NAME, in_table=True)
            yield row([f"{role} {name}".rstrip(), status, self.say(belongs_to(item, self.product))])

    def plan(self) -> Iterator[str]:
        steps = self.product.plan
        if not steps:
            return
        names = item_names(self.product)
        yield ""
        yield f"### {self.word('plan')}"
        yield ""
        yield self.word("plan_lead", findings=self.product.summary.findings, steps=len(steps))
        yield ""
        for step in steps:
            owner = self.named(words.OWNER, step.owner)
            yield f"{step.order}. **{self.prose(step.title)}** ({owner}; {', '.join(step.packages)})"
            yield f"   - {self.prose(step.action)}"
            if step.closes:
                yield f"   - {self.word('closes')} {len(step.closes)}: {', '.join(step.closes)}"
            if step.helps:
                yield f"   - {self.word('helps')} {', '.join(step.helps)}"
            cited = [self.say(names[key]) for item in step.items if (key := (item.regulation, item.item)) in names]
            if cited:
                yield f"   - {self.word('open_items')} {', '.join(cited)}"

    def unseen(self) -> Iterator[str]:
        rows = [(package, item) for package in self.product.packages for item in package.unseen]
        yield ""
        yield f"### {self.word('unseen')}"
        yield ""
        if not rows:
            yield self.word("all_seen")
        yield from (f"- {self.prose(unseen_of(package, item))}" for package, item in rows[:_PARTS_SHOWN])
        if len(rows) > _PARTS_SHOWN:
            yield f"- {self.word('more', count=len(rows) - _PARTS_SHOWN)}"

    def items(self) -> Iterator[str]:
        yield ""
        yield f"### {self.word('items')}"
        yield ""
        if not self.product.items:
            yield self.word("no_items")
            return
        yield from self.table("item", "title", "status")
        for item in self.product.items:
            yield row([self.prose(item.name), self.prose(item.title), self.say(in_packages(item.packages))])

    def findings(self, package: ProductPackage) -> Iterator[str]:
        yield ""
        yield f"### {self.word('findings')} {package.letter}: {code(name_of(package), _NAME)}"
        yield ""
        if not package.findings:
            yield self.word("no_finding")
            return
        yield from self.table("number", "severity", "status", "title", "subject")
        for finding in package.findings[:_FINDINGS_SHOWN]:
            added = "".join(f" ({self.prose(note)})" for note in notes_of(finding))
            yield row(
                [
                    finding.ref,
                    self.named(words.SEVERITY, finding.severity),
                    self.named(words.STATUS, finding.status),
                    f"{self.prose(finding.title)}{added}",
                    self.prose(finding.subject_name),
                ]
            )
        if len(package.findings) > _FINDINGS_SHOWN:
            yield ""
            yield self.word("more", count=len(package.findings) - _FINDINGS_SHOWN)

    def foot(self) -> Iterator[str]:
        tool = self.product.tool
        yield ""
        yield (
            f"{tool.name} {tool.version} · {self.word('rules')} {code(tool.rules_digest[:16], _NAME)} · "
            f"{self.word('knowledge')} {self.prose(knowledge_line(tool))} · {self.word('as_of')} {tool.as_of}"
        )
        yield ""
        yield self.word("note")
