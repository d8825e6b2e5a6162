"""`appaudit explain`: what stands behind a rule, a regulation's item or an SDK."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from appaudit.cli._options import language_option, rules_option
from appaudit.cli._output import write_stdout
from appaudit.errors import ConfigError
from appaudit.model.bilingual import Language

if TYPE_CHECKING:
    from appaudit.catalog import Catalog
    from appaudit.cli._explanations import Explanation

#: The number of a finding, or its short id.
_FINDING: Final = re.compile(r"[Ff]-\d+|[0-9a-f]{8}")


@click.command(
    epilog="""\b
Examples / 示例:
  appaudit explain undisclosed-sdk
  appaudit explain ncverc:N02 --lang zh
  appaudit explain cac-191
  appaudit explain "191号 二（一）"
  appaudit explain 极光推送
  appaudit explain F-03 --report app.report.json
"""
)
@click.argument("name", metavar="ID")
@click.option(
    "--report",
    "report_file",
    type=click.Path(path_type=Path),
    metavar="FILE.json",
    help="Where a finding (F-03) is looked up; default: the only *.report.json here. / 查找发现编号的JSON报告。",
)
@language_option
@rules_option
def command(name: str, report_file: Path | None, language: Language, rule_folders: tuple[Path, ...]) -> int:
    """Print what a rule checks, why, how to fix it and when it is wrong; or what is known of a regulation or SDK.

    ID is that of a rule, a regulation, one of its items (REGULATION:ITEM, or as a report cites it), an SDK (or any of
    its names), or the number of a finding in a report saved as JSON.

    输出规则、法规、法规条目（法规:条目，或报告中的引用）、SDK（可用别名）或某项发现（F-03）的说明。
    """
    from appaudit.catalog import load_catalog
    from appaudit.cli._explanations import explained_ids, explanation_of, ids_cited_as

    catalog = load_catalog(rule_folders)
    explanation = explanation_of(name, catalog)
    if explanation is None and _FINDING.fullmatch(name):
        explanation = _of_finding(name, report_file, catalog)
    if explanation is None:
        raise _unknown(name, explained_ids(catalog), ids_cited_as(name, catalog))
    sections = ["\n".join(line.in_language(language) for line in explanation.head)]
    for heading, body in explanation.sections:
        text = body.in_language(language).strip()
        if text:
            sections.append(f"{heading.in_language(language)}\n{text}")
    write_stdout("\n\n".join(sections) + "\n")
    return 0


def _of_finding(name: str, report_file: Path | None, catalog: Catalog) -> Explanation:
    """A finding by its number or id.

    Raises:
        ConfigError: no report was named and there is not exactly one here, or it has no such finding.
    """
    from appaudit.cli._explanations import explanation_of_finding
    from appaudit.report.files import read_report
    from appaudit.report.renderers.ordering import numbered_findings

    saved = [report_file] if report_file else sorted(Path().glob("*.report.json"))
    if len(saved) != 1:
        raise ConfigError(
            f"{name} is a finding of a report, and {len(saved) or 'none'} *.report.json are here",
            hint="Name it with --report; `appaudit scan --format json` writes one.",
            zh=f"{name} 是报告中的发现编号，而当前目录有 {len(saved)} 个 *.report.json",
            hint_zh="请用 --report 指定；`appaudit scan --format json` 会写出。",
        )
    report = read_report(saved[0])
    wanted = name.casefold()
    for item in numbered_findings(report):
        if wanted in (item.number.casefold(), item.finding.id):
            return explanation_of_finding(item, report, catalog)
    raise ConfigError(
        f"{saved[0]} has no finding {name}",
        hint=f"It has {len(report.findings)}.",
        zh=f"{saved[0]} 中没有编号为 {name} 的发现",
        hint_zh=f"其中共有 {len(report.findings)} 项。",
    )


def _unknown(name: str, known: list[str], cited: list[str]) -> ConfigError:
    from difflib import get_close_matches

    # An item's number alone is in several texts; each of them is what the user may mean.
    numbered = [one for one in known if one.lower().endswith(f":{name.lower()}")]
    near = cited or numbered or get_close_matches(name, known, n=5)
    hint, hint_zh = "`appaudit rules list` names all rules.", "`appaudit rules list` 列出全部规则。"
    if near:
        hint, hint_zh = f"Did you mean: {', '.join(near)}", f"是否指：{'、'.join(near)}"
    return ConfigError(
        f"There is no rule, regulation, item or SDK {name!r}",
        hint=hint,
        zh=f"没有编号为 {name!r} 的规则、法规、条目或SDK",
        hint_zh=hint_zh,
    )
