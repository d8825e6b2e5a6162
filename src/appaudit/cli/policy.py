"""`appaudit policy`: what a privacy policy says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from appaudit.cli._options import as_of_option, language_option, rules_option
from appaudit.cli._output import write_result
from appaudit.errors import EXIT_FINDINGS, EXIT_UNREADABLE, UnreadableArtifactError
from appaudit.model.bilingual import Language
from appaudit.model.words import FailOn, words_of

if TYPE_CHECKING:
    from appaudit.catalog import Catalog
    from appaudit.pipeline.policy_alone import PolicyAlone


@click.command(
    epilog="""\b
Examples / 示例:
  appaudit policy privacy.html
  appaudit policy privacy.html children.html --format json
  appaudit policy privacy.html --format html --output privacy.report.html
"""
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE|DIR]...")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="Output format; html shows the text beside its clauses. / 输出格式；html为条款与原文对照。",
)
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="FILE", help="Default: stdout. / 默认输出到标准输出。"
)
@click.option(
    "--fail-on",
    type=click.Choice(words_of(FailOn)),
    default="never",
    show_default=True,
    help="Exit 1 when a rule about the policy alone finds something this severe. "
    "/ 政策文本存在不低于此级别的发现时退出码为1。",
)
@click.option(
    "--verdicts",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What people decided about findings. / 裁决文件。",
)
@as_of_option
@language_option
@rules_option
def command(
    files: tuple[Path, ...],
    format_name: str,
    output: Path | None,
    fail_on: str,
    verdicts: Path | None,
    as_of: str,
    language: Language,
    rule_folders: tuple[Path, ...],
) -> int:
    """Read the policy and list clauses, data types and third parties; without FILE those that appaudit.yml names.

    读取隐私政策，列出条款、个人信息类型与第三方；未给出文件时读取 appaudit.yml 中的 policies。
    """
    from appaudit.catalog import load_catalog
    from appaudit.gate.verdicts import read_verdicts
    from appaudit.pipeline.policy_alone import PolicyAlone
    from appaudit.second_core import processes

    catalog = load_catalog(rule_folders)
    saved = read_verdicts(verdicts) if verdicts else None
    with processes():
        policy = PolicyAlone(files or _configured(), catalog, verdicts=saved, as_of=as_of)
    if not policy.section.documents:
        details = list(dict.fromkeys(gap.detail for gap in policy.gaps))
        raise UnreadableArtifactError(
            "; ".join(detail.en for detail in details), zh="；".join(detail.zh for detail in details)
        )
    for line in dict.fromkeys(gap.detail.in_language(language) for gap in policy.gaps):
        click.echo(f"appaudit: {line}", err=True)
    write_result(output, _rendered(format_name, policy, catalog, language))
    return _exit_code(policy, fail_on, language)


def _configured() -> tuple[Path, ...]:
    """The policy that the configuration of the project names."""
    from appaudit.cli._configuration import find_config
    from appaudit.config import load_config

    found = find_config(Path())
    config = load_config(found) if found else None
    if config is None or not config.values.policies:
        raise click.UsageError("Name the files of the policy, or put them under policies: of appaudit.yml.")
    return config.paths(config.values.policies)


def _exit_code(policy: PolicyAlone, fail_on: str, language: Language) -> int:
    """3 when a document could not be read, 1 when a finding is at least as severe (which is said on stderr), else 0."""
    from appaudit.gate.codes import reaches, worst
    from appaudit.report.renderers.plain import safe_line
    from appaudit.report.renderers.words import SEVERITY, STATUS, word

    unread = [] if policy.is_read else [EXIT_UNREADABLE]
    if fail_on == "never":
        return worst(unread)
    found = [finding for finding in policy.report.findings if reaches([finding], fail_on)]
    for finding in found:
        grades = (word(SEVERITY, finding.severity), word(STATUS, finding.status))
        shown = " ".join(f"[{grade.in_language(language)}]" for grade in grades)
        remedy = finding.remediation.in_language(language)
        click.echo(safe_line(f"{shown} {finding.message.in_language(language)} {remedy}"), err=True)
    return worst([*unread, EXIT_FINDINGS] if found else unread)


def _rendered(format_name: str, policy: PolicyAlone, catalog: Catalog, language: Language) -> str:
    if format_name == "json":
        import json

        from appaudit.model.codec import encode

        return json.dumps({"policy": encode(policy.section)}, ensure_ascii=False, indent=1) + "\n"
    if format_name == "html":
        from appaudit.report.renderers.page.policy_page import render as render_page

        return render_page(policy.report, language)
    from appaudit.report.renderers.policy_text import render

    return render(policy.section, catalog.knowledge, language)
