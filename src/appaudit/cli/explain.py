"""`appaudit explain`: what stands behind a rule, a regulation's item or an SDK."""

from __future__ import annotations

from pathlib import Path

import click

from appaudit.cli._options import language_option, rules_option
from appaudit.cli._output import write_stdout
from appaudit.errors import ConfigError
from appaudit.model.bilingual import Language


@click.command(
    epilog="""\b
Examples / 示例:
  appaudit explain undisclosed-sdk
  appaudit explain ncverc:N02 --lang zh
  appaudit explain cac-191
  appaudit explain jpush
"""
)
@click.argument("name", metavar="ID")
@language_option
@rules_option
def command(name: str, language: Language, rule_folders: tuple[Path, ...]) -> int:
    """Print what a rule checks, why, how to fix it and when it is wrong; or what is known of a regulation or SDK.

    ID is that of a rule, a regulation, one of its items (REGULATION:ITEM) or an SDK.

    输出规则、法规、法规条目（法规:条目）或SDK的说明。
    """
    from appaudit.catalog import load_catalog
    from appaudit.cli._explanations import explained_ids, explanation_of

    catalog = load_catalog(rule_folders)
    explanation = explanation_of(name, catalog)
    if explanation is None:
        raise _unknown(name, explained_ids(catalog))
    sections = ["\n".join(line.in_language(language) for line in explanation.head)]
    for heading, body in explanation.sections:
        text = body.in_language(language).strip()
        if text:
            sections.append(f"{heading.in_language(language)}\n{text}")
    write_stdout("\n\n".join(sections) + "\n")
    return 0


def _unknown(name: str, known: list[str]) -> ConfigError:
    from difflib import get_close_matches

    # An item's number alone is in several texts; each of them is what the user may mean.
    numbered = [one for one in known if one.lower().endswith(f":{name.lower()}")]
    near = numbered or get_close_matches(name, known, n=5)
    hint, hint_zh = "`appaudit rules list` names all rules.", "`appaudit rules list` 列出全部规则。"
    if near:
        hint, hint_zh = f"Did you mean: {', '.join(near)}", f"是否指：{'、'.join(near)}"
    return ConfigError(
        f"There is no rule, regulation, item or SDK {name!r}",
        hint=hint,
        zh=f"没有编号为 {name!r} 的规则、法规、条目或SDK",
        hint_zh=hint_zh,
    )
