"""`appaudit sdks`: which SDKs are inside."""

from __future__ import annotations

from pathlib import Path

import click

from appaudit.cli._options import document_options, rules_option
from appaudit.cli._output import write_stdout


@click.command()
@click.argument("artifact", type=click.Path(path_type=Path))
@document_options
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text", show_default=True)
@rules_option
def command(
    artifact: Path,
    policies: tuple[Path, ...],
    sdk_lists: tuple[Path, ...],
    format_name: str,
    rule_folders: tuple[Path, ...],
) -> int:
    """List the SDKs found in ARTIFACT with what proves each.

    列出安装包中的SDK及其证据。
    """
    import json

    from appaudit.model.codec import encode
    from appaudit.pipeline import Inputs, collect, load_catalog
    from appaudit.report.renderers.plain import safe_line
    from appaudit.report.tables import facts_section
    from appaudit.stages import Stages

    stages = Stages()
    catalog = load_catalog(rule_folders, stages)
    collected = collect(Inputs(artifact=artifact, policies=policies, sdk_lists=sdk_lists), catalog, stages)
    section = facts_section(collected.facts, collected.coverage, catalog.knowledge, collected.documents)
    if format_name == "json":
        document = {"sdks": encode(section.sdks), "declared_sdks": encode(section.declared_sdks)}
        write_stdout(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
        return 0
    lines = [
        f"{row.id:24s} {row.confidence:6s} {row.disclosed:8s} {safe_line(row.name)}  {safe_line(row.evidence[0])}"
        for row in section.sdks
    ]
    write_stdout("\n".join(lines or ["no SDK recognised / 未识别到SDK"]) + "\n")
    return 0
