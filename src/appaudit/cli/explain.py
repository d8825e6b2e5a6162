"""`appaudit explain`: a rule's documentation and legal basis."""

from __future__ import annotations

import re
from pathlib import Path

import click

from appaudit.cli._options import language_option, rules_option
from appaudit.cli._output import write_stdout
from appaudit.errors import ConfigError
from appaudit.model.bilingual import Bilingual, Language

_HEADINGS = {
    "zh": ("检查内容", "依据与意义", "整改", "可能的误报", "对应条目", "参考"),
    "en": ("What it finds", "Why it matters", "What to do", "When it is wrong", "Regulation items", "References"),
}


@click.command(
    epilog="""\b
Examples / 示例:
  appaudit explain undisclosed-sdk
  appaudit explain undisclosed-sdk --lang zh
"""
)
@click.argument("rule_id", metavar="RULE")
@language_option
@rules_option
def command(rule_id: str, language: Language, rule_folders: tuple[Path, ...]) -> int:
    """Print what RULE checks, why, how to fix it, when it is wrong, and the items it serves.

    输出规则说明与法规依据。
    """
    from appaudit.pipeline import load_catalog
    from appaudit.stages import Stages
    from appaudit.triage import basis_of

    catalog = load_catalog(rule_folders, Stages())
    rule = next((item for item in catalog.rules if item.id == rule_id), None)
    if rule is None:
        known = ", ".join(item.id for item in catalog.rules)
        raise ConfigError(
            f"There is no rule {rule_id!r}",
            hint=f"Known rules: {known}",
            zh=f"没有编号为 {rule_id!r} 的规则",
            hint_zh=f"现有规则：{known}",
        )
    basis = [
        f"{item.regulation} {item.item}  {item.title.zh if language == 'zh' else item.title.en}"
        for item in basis_of(rule, catalog.knowledge.regulations)
    ]
    docs = rule.docs
    # The remedy of a finding says more than the general advice; what a finding would fill in is left open.
    remedy = Bilingual(*(re.sub(r"\{\w+\}", "…", text) for text in (rule.remediation.zh, rule.remediation.en)))
    texts = [text.in_language(language) for text in (docs.what, docs.why, remedy, docs.false_positives)]
    bodies = [*texts, "\n".join(basis) or "–", "\n".join(docs.references) or "–"]
    title = rule.title.zh if language == "zh" else rule.title.en
    grades = f"{rule.severity.word} · {rule.confidence.word} · {rule.status.word}"
    sections = [f"{rule.id}\n{title}\n{grades} · {rule.category}"]
    sections += [f"{heading}\n{body.strip()}" for heading, body in zip(_HEADINGS[language], bodies, strict=True)]
    write_stdout("\n\n".join(sections) + "\n")
    return 0
