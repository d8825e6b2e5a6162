"""`appaudit ask`: questions to the tables of a fleet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from appaudit.cli._options import language_option, rules_option
from appaudit.cli._output import write_result
from appaudit.model.bilingual import Language

if TYPE_CHECKING:
    from appaudit.fleet.ask import Asking
    from appaudit.model.question import Question

_FORMATS = ("table", "csv", "parquet", "html")


@click.command(
    epilog="""\b
Examples / 示例:
  appaudit ask tables/
  appaudit ask tables/ most-hidden-sdks
  appaudit ask tables/ undisclosed-sdk --set sdk=bugly --format csv --output bugly.csv
  appaudit ask tables/ changed --run 2026-11-28-1f2e3d4c5b --against 2026-11-21-6a7b8c9d0e
  appaudit ask tables/ --sql "SELECT packer, count(*) FROM packages GROUP BY packer"
  appaudit ask s3://results/2026-11 --format html --output overview.html
"""
)
@click.argument("destination", metavar="DEST")
@click.argument("question", required=False)
@click.option("--sql", metavar="SQL", help="A question of your own, in the SQL of DuckDB. / 自己的SQL查询（DuckDB）。")
@click.option(
    "--set", "values", multiple=True, metavar="NAME=VALUE", help="A parameter of the question. / 问题的参数。"
)
@click.option(
    "--run", "run_id", default="", metavar="ID", help="Of which run; default: the latest. / 批次，默认为最新。"
)
@click.option(
    "--against",
    default="",
    metavar="ID",
    help="The run that it is compared with; default: the one before. / 对照批次，默认为前一个。",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(_FORMATS),
    default="table",
    show_default=True,
    help="html without a question is an overview of all. / html 且不指定问题时为全部问题的概览。",
)
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to write. / 输出文件。")
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=100,
    show_default=True,
    metavar="N",
    help="Rows of a table. / 表格的行数。",
)
@rules_option
@language_option
def command(
    destination: str,
    question: str | None,
    sql: str | None,
    values: tuple[str, ...],
    run_id: str,
    against: str,
    format_name: str,
    output: Path | None,
    limit: int,
    rule_folders: tuple[Path, ...],
    language: Language,
) -> int:
    """Ask the tables that `appaudit fleet` wrote to DEST: a named QUESTION, or SQL; without either, list the questions.

    Named questions are SQL files under questions/ of the rules; a folder of --rules adds to them.

    查询 appaudit fleet 写在 DEST 的数据表：给出问题名称或SQL；都不给出时列出全部问题。
    问题是规则目录 questions/ 下的SQL文件，可用 --rules 追加。
    """
    from appaudit.catalog.questions import load_questions
    from appaudit.fleet.ask import asking

    if question and sql:
        raise click.UsageError("give a question or --sql, not both / 问题与 --sql 只能给出一个")
    if format_name == "parquet" and (output is None or str(output) == "-"):
        raise click.UsageError("--format parquet needs --output FILE / 请用 --output 指定文件")
    if format_name == "parquet" and not (question or sql):
        raise click.UsageError("--format parquet needs a question / 请给出问题")
    questions = load_questions(rule_folders)
    chosen = _chosen(question, sql, questions, _given(values))
    with asking(destination, run_id, against) as asked:
        if format_name == "parquet" and chosen and output:
            asked.write_parquet(chosen.sql, chosen.parameters, output)
        elif format_name == "html":
            from appaudit.fleet.overview import overview

            write_result(output, overview(asked, [chosen] if chosen else questions.values(), language))
        elif chosen is None:
            write_result(output, _contents(asked, questions.values(), language))
        else:
            from appaudit.fleet.answers import as_csv, as_table, in_language

            answer = asked.answer(chosen.sql, chosen.parameters)
            is_csv = format_name == "csv"
            write_result(output, as_csv(answer) if is_csv else as_table(in_language(answer, language), limit))
    return 0


def _given(values: Iterable[str]) -> dict[str, str]:
    found = {}
    for text in values:
        name, is_set, value = text.partition("=")
        if not is_set:
            raise click.UsageError(f"--set wants NAME=VALUE, not {text!r} / --set 的形式为 名称=值")
        found[name.strip()] = value.strip()
    return found


def _chosen(
    name: str | None, sql: str | None, questions: Mapping[str, Question], given: Mapping[str, str]
) -> Question | None:
    """The question that is asked, with the values of its parameters; None for none."""
    from appaudit.fleet.ask import settled
    from appaudit.model.bilingual import Bilingual
    from appaudit.model.question import Question

    if sql:
        nothing = Bilingual("", "")
        return Question(id="sql", title=Bilingual("查询", "Query"), note=nothing, sql=sql, parameters=dict(given))
    if name is None:
        return None
    if name not in questions:
        import difflib  # for mistakes only

        close = difflib.get_close_matches(name, questions, n=1)
        guess = f" Did you mean {close[0]}? / 是否应为 {close[0]}？" if close else ""
        if " " in name:  # no name of a question has one
            guess = " SQL goes into --sql. / 自己的SQL请用 --sql。"
        raise click.UsageError(f"There is no question {name!r}. / 没有名为 {name!r} 的问题。{guess}")
    return replace(questions[name], parameters=settled(questions[name], given))


def _contents(asked: Asking, questions: Iterable[Question], language: Language) -> str:
    """The runs of a destination and the questions, as text."""
    lines = []
    for run in asked.runs:
        mark = "*" if run.run_id == asked.run_id else " "
        count = f"{run.packages} packages" if language == "en" else f"{run.packages} 个安装包"
        lines.append(f"{mark} {run.run_id}  {count}, appaudit {run.tool_version}, {run.rules_digest[:16]}")
    lines.append("")
    for question in questions:
        parameters = "".join(f" --set {name}={value}" for name, value in question.parameters.items())
        lines.append(f"  {question.id}{parameters}\n      {question.title.in_language(language)}")
    return "\n".join(lines) + "\n"
