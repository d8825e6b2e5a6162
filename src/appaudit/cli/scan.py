"""`appaudit scan`: the main job."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from appaudit.cli._options import (
    FormatOption,
    as_of_option,
    document_options,
    gate_options,
    language_option,
    rules_option,
    timeout_option,
    verbosity_options,
)
from appaudit.cli._output import say_error, write_file
from appaudit.cli._time_limit import time_limit
from appaudit.errors import EXIT_FINDINGS, EXIT_INCOMPLETE, EXIT_OK, UnreadableArtifactError
from appaudit.freed_memory import share_one_heap
from appaudit.second_core import processes

if TYPE_CHECKING:
    from appaudit.cli._choices import Choices
    from appaudit.cli._destination import Destination

_EPILOG = """\b
Examples / 示例:
  appaudit scan app.apk --policy privacy.html --sdk-list sdks.csv
  appaudit scan app.apk --policy privacy.html --fail-on high --format json --output report.json
  appaudit scan app.apk --write-baseline baseline.json --fail-on never
  appaudit scan app.apk --baseline baseline.json
  appaudit scan packages/ --jobs 4 --output reports/
  appaudit scan phone.apk --with tv.apk --policy privacy.html --output reports/
  appaudit scan miniprogram/ --policy privacy.html

\b
In a batch or a product, documents beside a package belong to it / 批量或产品审查时，安装包旁的同名文档归它所有:
  shop.apk   shop.policy.html or shop.policy/   shop.sdks.csv   shop.mapping.txt   shop.guide.json
"""


@click.command(epilog=_EPILOG)
@click.argument("artifacts", nargs=-1, type=click.Path(path_type=Path), metavar="ARTIFACT|DIR...")
@click.option(
    "--with",
    "others",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="ARTIFACT",
    help="Another package of the same product; one summary, plan and gate over all. / "
    "同一产品的其他安装包：合并为一份汇总、一份计划和一个门槛。",
)
@document_options
@click.option(
    "--app-category",
    "app_categories",
    multiple=True,
    metavar="ID",
    help="One of the 39 common kinds of app, by number, Chinese name or id. / 39类应用之一：序号、中文名或编号。",
)
@click.option(
    "--facts",
    "operator_facts",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What only the operator knows; `appaudit init` writes a template. / 运营者声明的事实。",
)
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="mapping.txt of ProGuard or R8: renamed classes, methods and lines get their names back. / "
    "ProGuard 或 R8 的 mapping.txt：还原被混淆的类名、方法名和行号。",
)
@click.option(
    "--privacy-guide",
    type=click.Path(path_type=Path),
    metavar="FILE.json",
    help="What WeChat's getprivacysetting answers for a mini-program. / "
    "微信接口 getprivacysetting 返回的用户隐私保护指引。",
)
@click.option(
    "--format",
    "formats",
    cls=FormatOption,
    multiple=True,
    help="{formats}; may be given several times. Default: html in the current folder. / "
    "输出格式：{格式}；可多次给出，默认在当前目录写出html。",
)
@click.option("--output", metavar="FILE|DIR|-", help="Where to write; - is stdout. / 输出文件或目录，- 为标准输出。")
@click.option(
    "--evidence",
    type=click.Path(path_type=Path),
    metavar="FILE.zip|DIR",
    help="Also write report, documents, snippets and digests as one zip; for several packages give the "
    "folder of --output. / 另写出证据包：报告、文件、片段与哈希；多个安装包各一份，放在 --output 的目录中。",
)
@language_option
@rules_option
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Configuration; default: appaudit.yml here or above. / 配置文件，默认为当前或上级目录的 appaudit.yml。",
)
@click.option(
    "--regulation", "regulations", multiple=True, metavar="ID", help="Only these, e.g. cac-191. / 仅限所列法规。"
)
@gate_options
@as_of_option
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Worker processes of a batch; default: cores. / 批量的进程数。"
)
@timeout_option
@click.option(
    "--memory",
    type=click.IntRange(1),
    metavar="MB",
    help="Per worker of a batch; default: a share of the machine. / 批量时每个进程的内存上限。",
)
@click.option(
    "--allow-unreadable",
    is_flag=True,
    help="In a batch a package that cannot be read does not fail. / 批量时允许个别安装包无法读取。",
)
@click.option(
    "--resume/--fresh",
    "is_resumed",
    default=None,
    help="Skip packages that an earlier run of the same batch finished, by a journal that only you can have written, "
    "or do all anew; by default the former, and the latter where the variable CI is set. / "
    "跳过之前已完成的安装包（仅采信本人写下的日志），或全部重做；默认跳过，设有环境变量CI时默认全部重做。",
)
@click.option(
    "--progress",
    type=click.Choice(["auto", "on", "off"]),
    default="auto",
    show_default=True,
    help="The progress bar of a batch. / 批量的进度条。",
)
@verbosity_options
@click.pass_context
def command(context: click.Context, /, artifacts: tuple[Path, ...], **options: Any) -> int:  # noqa: ANN401
    """Audit each ARTIFACT with its policy and SDK list; of a DIR that is no mini-program, every package in it.

    An artifact is a package of Android or HarmonyOS, or a mini-program: a .wxapkg file or the folder of its code.

    审查安卓、鸿蒙安装包或小程序（.wxapkg 或代码目录）及其隐私政策与SDK清单，输出报告；其他目录则审查其中每个安装包。
    """
    from appaudit.cli._choices import choose
    from appaudit.cli._destination import destination_of

    others = options.pop("others")
    is_resumed = options.pop("is_resumed")
    options["fresh"] = bool(os.environ.get("CI")) if is_resumed is None else not is_resumed
    choices = choose(context, options)
    product = _product(artifacts, others, choices)
    if product:
        destination = destination_of(choices.formats, choices.output, is_batch=True)
        _refuse_single(choices, destination)
        from appaudit.cli._product import scan_product

        return scan_product(product, choices, destination)
    packages = _packages(artifacts)
    is_batch = len(packages) > 1 or any(path.is_dir() and path not in packages for path in artifacts)
    destination = destination_of(choices.formats, choices.output, is_batch=is_batch)
    if is_batch:
        _refuse_single(choices, destination)
        from appaudit.cli._batch import say_passed_over, scan_many

        is_unseen = say_passed_over(artifacts, choices.language) and choices.strict
        code = scan_many(packages, choices, destination)
        return EXIT_INCOMPLETE if is_unseen and code in (EXIT_OK, EXIT_FINDINGS) else code
    with time_limit(choices.timeout, packages[0]) as refuse_late, processes():
        return _scan_one(packages[0], choices, destination, refuse_late)


def _product(artifacts: tuple[Path, ...], others: tuple[Path, ...], choices: Choices) -> tuple[Path, ...]:
    """The packages of one product: those of --with, or of the configuration where no package is named."""
    if not others:
        if artifacts:
            return ()
        if not (choices.config and choices.product_packages):
            raise click.UsageError(
                "Missing argument 'ARTIFACT|DIR...'; product.packages of the configuration names none, either / "
                "缺少安装包，配置的 product.packages 中也没有。"
            )
        return _packages(choices.product_packages)
    from appaudit.artifacts import is_artifact_folder

    if len(artifacts) != 1 or any(path.is_dir() and not is_artifact_folder(path) for path in (*artifacts, *others)):
        raise click.UsageError(
            "--with joins single packages to one product: name one package, and each other by --with / "
            "--with 用于同一产品的单个安装包：给出一个安装包，其余各用一个 --with。"
        )
    from appaudit.batch.plan import find_packages

    return find_packages((*artifacts, *others))


def _refuse_single(choices: Choices, destination: Destination) -> None:
    """What belongs to one package is no choice for several; their packs of evidence lie beside their reports.

    Raises:
        click.UsageError: such an option was given, or the packs are wanted elsewhere.
    """
    folder = destination.folder.resolve() if destination.folder else None
    if choices.evidence and choices.evidence.resolve() != folder:
        raise click.UsageError(
            "of several packages each has its pack beside its report: give --evidence the folder of --output / "
            "多个安装包的证据包放在各自的报告旁：--evidence 请给出 --output 的目录"
        )
    if choices.mapping:
        raise click.UsageError(
            "a mapping belongs to one package: name it under apps in the configuration, or lay it beside the "
            "package as <name>.mapping.txt / 映射文件只属于一个安装包：请写在配置文件的 apps 中，"
            "或以 <名称>.mapping.txt 放在安装包旁"
        )


def _packages(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    from appaudit.artifacts import is_artifact_folder

    if len(paths) == 1 and (paths[0].is_file() or is_artifact_folder(paths[0])):
        return paths
    from appaudit.batch.plan import find_packages

    return find_packages(paths)


def _scan_one(artifact: Path, choices: Choices, destination: Destination, refuse_late: Callable[[], None]) -> int:
    from appaudit.artifacts import begin_artifact
    from appaudit.cli._destination import refuse_inputs, write
    from appaudit.pipeline.evidence_files import files_of

    settings = choices.settings()
    inputs = choices.inputs(artifact, in_batch=False)
    refuse_inputs((destination.file, choices.write_baseline, choices.evidence), files_of(inputs))
    share_one_heap()  # before the first thread
    begun = begin_artifact(inputs.artifact, inputs.limits)
    # All that follows is loaded beside that.
    from appaudit.catalog import load_catalog
    from appaudit.cli._choices import say_unknown_rules
    from appaudit.gate.baseline import baseline_text, entries_of
    from appaudit.gate.judgement import exit_code_of
    from appaudit.pipeline.audit import audit
    from appaudit.report.build import with_timings
    from appaudit.stages import Stages

    stages = Stages(goes_on=True)
    catalog = load_catalog(choices.rule_folders, stages)
    say_unknown_rules(choices, catalog)
    try:
        report = audit(inputs, catalog, settings, stages, begun=begun)
    except UnreadableArtifactError as error:
        if not artifact.exists() or not (choices.formats or choices.output):
            raise  # whoever asked for no file wants one message
        say_error(error, choices.language)
        report = audit(inputs, catalog, settings, stages, unread=error)
    if choices.verbose:
        report = with_timings(report, stages.timings())
    refuse_late()
    with stages("render"):
        written = write(report, destination, choices.language)
    if choices.evidence:
        from appaudit.pipeline.evidence_files import pack_of

        write_file(choices.evidence, pack_of(report, inputs, choices.language))
    if choices.write_baseline:
        write_file(choices.write_baseline, baseline_text(entries_of(report)))
    if not choices.quiet:
        from appaudit.cli._terminal import say_summary

        say_summary(report, written, choices.language)
    if choices.verbose:
        _say_timings(stages)
    for fault in stages.faults:
        click.echo(f"appaudit: internal error in {fault.stage}: {fault.error}. This is our bug. / 内部错误。", err=True)
        if choices.verbose:
            click.echo(fault.trace, err=True)
    return exit_code_of(report)


def _say_timings(stages: Any) -> None:  # noqa: ANN401  # Stages is imported late
    timings = stages.timings()
    for timing in timings:
        click.echo(f"  {timing.stage:16s} {timing.milliseconds:8.1f} ms", err=True)
    click.echo(f"  {'sum':16s} {sum(timing.milliseconds for timing in timings):8.1f} ms", err=True)
