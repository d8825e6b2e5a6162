"""`appaudit fleet`: the packages of a store, on any storage and many machines, to tables."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from appaudit.cli._options import FormatOption, as_of_option, language_option, rules_option, timeout_option
from appaudit.errors import EXIT_OK, EXIT_UNREADABLE, ConfigError
from appaudit.model.bilingual import Bilingual, Language
from appaudit.report.renderers.plain import safe_line

if TYPE_CHECKING:
    from appaudit.fleet.engine import Progress
    from appaudit.fleet.run import Begun, Choice

_GIVEN = (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT)

#: Memory of a second attempt as a multiple of that of the first.
_BIG = 4
#: On a cluster nobody here knows the machines: what a worker's child may use unless --memory says more.
_CLUSTER_MEMORY = 1 << 30


@click.command(
    epilog="""\b
Examples / 示例:
  appaudit fleet packages/ --output tables/
  appaudit fleet s3://store/2026-11/ --output s3://results/2026-11 --scheduler tcp://10.0.0.7:8786
  appaudit fleet manifest.csv --output tables/ --as-of 2026-11-28
  appaudit ask tables/

\b
Needs / 需要: pip install '.[fleet]' (in the checkout / 在代码目录中)
"""
)
@click.argument("source")
@click.option(
    "--output",
    "destination",
    required=True,
    metavar="DIR|ADDRESS",
    help="Where the tables are, a folder or s3://… and the like. / 数据表的位置：目录或 s3:// 等地址。",
)
@click.option(
    "--scheduler",
    default="",
    metavar="ADDRESS",
    help="A Dask scheduler (tcp://host:8786); without it a cluster on this machine. / "
    "Dask 调度器地址；不给出时在本机启动集群。",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    metavar="N",
    help="Workers of the cluster on this machine; default: cores. / 本机集群的进程数，默认为核数。",
)
@timeout_option
@click.option(
    "--memory",
    type=click.IntRange(1),
    metavar="MB",
    help="For a package at the first attempt; default: a share of this machine, 1024 on a cluster. / "
    "首次读取的内存上限；默认按本机均分，集群为1024。",
)
@click.option(
    "--big-memory",
    type=click.IntRange(1),
    metavar="MB",
    help="At the second attempt, alone or on workers with the resource `big`; default: four times --memory. / "
    "再次读取时的内存上限，单独进行或在带有资源 big 的节点上进行；默认为 --memory 的四倍。",
)
@click.option(
    "--retry-failed",
    is_flag=True,
    help="Read packages again that ended their process twice. / 重新读取曾两次导致进程终止的安装包。",
)
@click.option(
    "--format",
    "formats",
    cls=FormatOption,
    multiple=True,
    help="Also a report for each package, under reports/: {formats}. / 另为每个安装包写出报告：{格式}。",
)
@click.option(
    "--regulation", "regulations", multiple=True, metavar="ID", help="Only these, e.g. cac-191. / 仅限所列法规。"
)
@as_of_option
@rules_option
@language_option
@click.option("-q", "--quiet", is_flag=True, help="Only errors on stderr. / 仅输出错误。")
@click.pass_context
def command(context: click.Context, /, source: str, destination: str, **options: Any) -> int:  # noqa: ANN401
    """Read every package of SOURCE into tables: a folder, a glob, a list, a manifest, or an address such as s3://store/.

    What is there already, for the same package, documents, rules and version, is not read again. The exit code is 0
    when every package is accounted for, unreadable ones included, whatever was found.

    读取 SOURCE（目录、通配符、列表、清单表或 s3:// 等地址）中的全部安装包，写成数据表；已完成的不重复读取。
    每个安装包都有结果（包括无法读取的）时退出码为 0，与发现无关。
    """
    from appaudit.catalog import load_catalog
    from appaudit.cli._batch import say_passed_over
    from appaudit.fleet.run import Choice, run_fleet
    from appaudit.pipeline.inputs import Settings, chosen_regulations
    from appaudit.report.renderers import extension

    for name in options["formats"]:
        extension(name)  # an unknown one is told before the work, not after
    catalog = load_catalog(options["rule_folders"])
    chosen_regulations(catalog.knowledge, options["regulations"])
    workers = options["jobs"] or os.cpu_count() or 1
    choice = Choice(
        source=source,
        destination=destination,
        settings=Settings(as_of=options["as_of"], regulations=options["regulations"]),
        is_dated=context.get_parameter_source("as_of") in _GIVEN,
        memory=_memory(options["memory"], options["big_memory"], workers, is_local=not options["scheduler"]),
        scheduler=options["scheduler"],
        workers=workers,
        seconds=options["timeout"],
        retry_failed=options["retry_failed"],
        rule_folders=options["rule_folders"],
        formats=options["formats"],
        language=options["language"],
    )
    if Path(source).is_dir():
        say_passed_over([Path(source)], choice.language)
    return _follow(run_fleet(choice, catalog), choice, is_quiet=options["quiet"])


def _memory(megabytes: int | None, big: int | None, workers: int, *, is_local: bool) -> tuple[int, int]:
    """The bounds of both attempts; a second one has this machine to itself, where it is this machine."""
    from appaudit.cli._batch import memory_of_a_worker

    first = (megabytes << 20) if megabytes else memory_of_a_worker(workers) if is_local else _CLUSTER_MEMORY
    second = first * _BIG
    if is_local and (whole := memory_of_a_worker(1)):
        second = min(second, max(whole, first))
    return first, (big << 20) if big else second


def _follow(events: Iterator[Begun | Progress], choice: Choice, *, is_quiet: bool) -> int:
    """Say how far it is, and in the end what became of all packages."""
    from appaudit.fleet.chunk import UNREACHABLE
    from appaudit.fleet.engine import Progress

    progress = Progress(total=0)
    for event in events:
        if isinstance(event, Progress):
            progress = event
            if not is_quiet:
                click.echo(f"[{event.finished}/{event.total}] {_counts(event.outcomes)}", err=True)
        elif not is_quiet:
            _say_begun(event, choice.language)
            progress = Progress(total=event.left)
    for problem in progress.problems:
        click.echo(safe_line(problem), err=True)
    missing = progress.total - progress.finished
    if missing:
        raise ConfigError(
            f"{missing} packages are not accounted for: their chunks failed",
            hint="What is finished is kept: run the same command again to go on.",
            zh=f"有 {missing} 个安装包没有结果：所在的任务失败",
            hint_zh="已完成的部分已保存，重新运行同一命令即可继续。",
        )
    return EXIT_UNREADABLE if progress.outcomes[UNREACHABLE] else EXIT_OK


def _say_begun(begun: Begun, language: Language) -> None:
    said = Bilingual(
        "{run_id}：列出 {listed} 个安装包，已完成 {done} 个，曾两次失败而跳过 {given_up} 个（--retry-failed 可重读），"
        "待读 {left} 个；依据日期 {as_of}。",
        "{run_id}: {listed} packages listed, {done} done, {given_up} skipped as they failed twice (see "
        "--retry-failed), {left} to read; as of {as_of}.",
    ).format(**{name: getattr(begun, name) for name in ("run_id", "listed", "done", "given_up", "left", "as_of")})
    click.echo(said.in_language(language), err=True)
    if begun.dashboard:
        workers = Bilingual(f"{begun.workers} 个工作进程", f"{begun.workers} workers").in_language(language)
        click.echo(f"Dask: {begun.dashboard} ({workers})", err=True)


def _counts(outcomes: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(outcomes.items()))
