"""`appaudit policy`: what a privacy policy says."""

from __future__ import annotations

from pathlib import Path

import click

from appaudit.cli._options import language_option, rules_option
from appaudit.cli._output import write_stdout
from appaudit.errors import ConfigError, UnreadableArtifactError
from appaudit.model.bilingual import Language


@click.command(
    epilog="""\b
Examples / 示例:
  appaudit policy privacy.html
  appaudit policy privacy.html children.html --format json
"""
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="Output format; html shows the text beside its clauses. / 输出格式；html为条款与原文对照。",
)
@click.option(
    "--fail-on",
    type=click.Choice(["critical", "high", "medium", "low", "never"]),
    default="never",
    show_default=True,
    help="Exit 1 when a rule about the policy alone finds something this severe. "
    "/ 政策文本存在不低于此级别的发现时退出码为1。",
)
@language_option
@rules_option
def command(
    files: tuple[Path, ...], format_name: str, fail_on: str, language: Language, rule_folders: tuple[Path, ...]
) -> int:
    """Read policy FILES and list clauses, data types and third parties.

    读取隐私政策，列出条款、个人信息类型与第三方。
    """
    import json

    from appaudit.cli._policy_gate import policy_exit_code
    from appaudit.model.codec import encode
    from appaudit.pipeline import load_catalog, read_policy_alone
    from appaudit.stages import Stages

    for path in files:
        if not path.exists():
            raise ConfigError(f"The policy {path} does not exist", zh=f"隐私政策 {path} 不存在")
    catalog = load_catalog(rule_folders, Stages())
    section, gaps = read_policy_alone(files, catalog, Stages())
    if not section.documents:
        details = list(dict.fromkeys(gap.detail for gap in gaps))
        raise UnreadableArtifactError(
            "; ".join(detail.en for detail in details), zh="；".join(detail.zh for detail in details)
        )
    for gap in gaps:
        click.echo(f"appaudit: {gap.part}: {gap.detail.in_language(language)}", err=True)
    if format_name == "json":
        write_stdout(json.dumps({"policy": encode(section)}, ensure_ascii=False, indent=1) + "\n")
        return policy_exit_code(files, catalog, fail_on, language)
    if format_name == "html":
        from appaudit.pipeline import report_on_policy
        from appaudit.report.renderers.policy_page import render

        write_stdout(render(report_on_policy(files, catalog), language))
        return policy_exit_code(files, catalog, fail_on, language)
    from appaudit.report.renderers.plain import safe_line

    lines = []
    for clause_id, row in section.clauses.items():
        name = catalog.knowledge.clauses[clause_id].name
        quote = f"  “{safe_line(row.quotes[0].text)}”" if row.quotes else ""
        lines.append(f"{row.status:8s} {name.zh if language == 'zh' else name.en}{quote}")
    write_stdout("\n".join(lines) + "\n")
    return policy_exit_code(files, catalog, fail_on, language)
