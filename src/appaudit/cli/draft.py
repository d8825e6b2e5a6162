"""`appaudit draft`: what the policy lacks, written down to be edited."""

from __future__ import annotations

from pathlib import Path

import click

from appaudit.cli._options import as_of_option, document_options, language_option, rules_option
from appaudit.cli._output import write_result
from appaudit.errors import EXIT_OK, ConfigError
from appaudit.model.bilingual import Language

_PATH = click.Path(path_type=Path)
_SUFFIXES = (".docx", ".md", ".markdown")


@click.command(
    epilog="""\b
Examples / 示例:
  appaudit draft app.apk --policy privacy.html --sdk-list sdks.csv --output draft.docx
  appaudit draft app.apk --policy privacy.html > draft.md
"""
)
@click.argument("artifact", type=_PATH)
@document_options
@click.option(
    "--output", type=_PATH, metavar="FILE", help="A .docx or .md file; default: Markdown on stdout. / 输出文件。"
)
@as_of_option
@language_option
@rules_option
def command(
    artifact: Path,
    policies: tuple[Path, ...],
    sdk_lists: tuple[Path, ...],
    output: Path | None,
    as_of: str,
    language: Language,
    rule_folders: tuple[Path, ...],
) -> int:
    """Draft only what is missing: clauses with the app's own data, the completed SDK table, the two lists.

    What the audit cannot know is a marked blank. Users in China read the lists in Chinese: --lang zh.

    只起草缺少的内容：填入应用实际情况的条款、补全后的第三方SDK清单、双清单；无法得知之处留空并标明。
    """
    from appaudit.catalog import load_catalog
    from appaudit.pipeline.audit import audited
    from appaudit.pipeline.inputs import Inputs, Settings
    from appaudit.report.draft_lists import draft_lists
    from appaudit.report.policy_draft import policy_draft
    from appaudit.report.policy_draft_files import as_docx, as_markdown

    suffix = output.suffix.lower() if output and str(output) != "-" else ".md"
    if suffix not in _SUFFIXES:
        raise ConfigError(
            f"{output}: a draft is written as .docx or .md",
            hint="Give --output a name with one of these endings.",
            zh=f"{output}：草稿只能写成 .docx 或 .md 文件",
            hint_zh="请为 --output 使用上述扩展名之一。",
        )
    catalog = load_catalog(rule_folders)
    inputs = Inputs(artifact=artifact, policies=policies, sdk_lists=sdk_lists)
    report, collected = audited(inputs, catalog, Settings(as_of=as_of))
    lists = draft_lists(collected.artifact, collected.facts, collected.coverage, catalog.knowledge, language)
    draft = policy_draft(report, lists, language)
    if suffix == ".docx":
        write_result(output, as_docx(draft, language, f"{report.tool.name} {report.tool.version}", as_of))
    else:
        write_result(output, as_markdown(draft))
    return EXIT_OK
