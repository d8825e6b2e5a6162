"""`appaudit sdks`: which SDKs are inside, and the two lists drafted from them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from appaudit.cli._options import document_options, language_option, rules_option
from appaudit.cli._output import write_file, write_stdout
from appaudit.errors import ConfigError
from appaudit.model.bilingual import Language

if TYPE_CHECKING:
    from appaudit.catalog import Catalog
    from appaudit.model.report import FactsSection
    from appaudit.pipeline.collect import Collected

_FORMATS = ("text", "json", "sdk-list")
_SUFFIXES = (".md", ".csv", ".xlsx")


@click.command(
    epilog="""\b
Examples / 示例:
  appaudit sdks app.apk
  appaudit sdks app.apk --policy privacy.html --format json
"""
)
@click.argument("artifact", type=click.Path(path_type=Path))
@document_options
@click.option("--format", "format_name", type=click.Choice(_FORMATS), default="text", show_default=True)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to a file; for sdk-list .md, .csv or .xlsx. A .csv holds the list of third parties, with 'collect' in "
    "its name the list of collected information. / 写入文件。",
)
@language_option
@rules_option
def command(
    artifact: Path,
    policies: tuple[Path, ...],
    sdk_lists: tuple[Path, ...],
    format_name: str,
    output: Path | None,
    language: Language,
    rule_folders: tuple[Path, ...],
) -> int:
    """List the SDKs found in ARTIFACT with what proves each.

    --format sdk-list drafts the two lists that 工信部信管函〔2021〕292号 asks for, of third parties and of collected
    information, in Chinese, ready to be edited; what --policy and --sdk-list already say is kept.

    列出安装包中的SDK及其证据；--format sdk-list 起草与第三方共享个人信息清单和已收集个人信息清单。
    """
    from appaudit.catalog import load_catalog
    from appaudit.cli._sdk_table import sdk_table
    from appaudit.pipeline.collect import collect
    from appaudit.pipeline.inputs import Inputs
    from appaudit.report.tables import facts_section
    from appaudit.stages import Stages

    _check(format_name, output)
    stages = Stages()
    catalog = load_catalog(rule_folders, stages)
    collected = collect(Inputs(artifact=artifact, policies=policies, sdk_lists=sdk_lists), catalog, stages)
    if format_name == "sdk-list":
        content = _draft(collected, catalog, output, language)
    else:
        section = facts_section(collected.facts, collected.coverage, catalog.knowledge, collected.documents)
        content = _as_json(section) if format_name == "json" else sdk_table(section.sdks, collected.facts, language)
    if output is None:
        write_stdout(content)
    else:
        write_file(output, content)
    return 0


def _check(format_name: str, output: Path | None) -> None:
    if output is None or format_name != "sdk-list" or output.suffix.lower() in _SUFFIXES:
        return
    raise ConfigError(
        f"{output}: a drafted list is written as {', '.join(_SUFFIXES)}.",
        hint="Give --output a name with one of these endings.",
        zh=f"{output}：清单草稿只能写成 {'、'.join(_SUFFIXES)} 文件。",
        hint_zh="请为 --output 使用上述扩展名之一。",
    )


def _draft(collected: Collected, catalog: Catalog, output: Path | None, language: Language) -> str | bytes:
    from appaudit.report import draft_files
    from appaudit.report.draft_lists import as_markdown, draft_lists

    if collected.artifact is None:
        raise ConfigError("A draft needs an artifact")
    drafts = draft_lists(collected.artifact, collected.facts, collected.coverage, catalog.knowledge, language)
    suffix = output.suffix.lower() if output else ".md"
    if suffix == ".xlsx":
        return draft_files.as_xlsx(drafts)
    if suffix == ".csv" and output:
        return draft_files.as_csv(drafts.collected if draft_files.is_collected(output.stem) else drafts.shared)
    return as_markdown(drafts)


def _as_json(section: FactsSection) -> str:
    import json

    from appaudit.model.codec import encode

    document = {"sdks": encode(section.sdks), "declared_sdks": encode(section.declared_sdks)}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
