"""`appaudit diff`: what changed between two versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from appaudit.cli._options import FormatOption, as_of_option, document_options, language_option, rules_option
from appaudit.cli._output import write_result
from appaudit.errors import EXIT_FINDINGS, EXIT_UNREADABLE, ConfigError, UnreadableArtifactError
from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.words import FailOn, words_of

if TYPE_CHECKING:
    from appaudit.catalog import Catalog
    from appaudit.model.comparison import Comparison
    from appaudit.model.report import PolicySection, Report

_PATH = click.Path(path_type=Path)
_KINDS = {
    "report": ("a saved report", "已保存的报告"),
    "artifact": ("a package", "安装包"),
    "policy": ("a policy", "隐私政策"),
}


@click.command(
    epilog="""\b
Examples / 示例:
  appaudit diff old.apk new.apk --old-policy old.html --policy new.html
  appaudit diff old.report.json new.report.json --format markdown
  appaudit diff privacy-2025.html privacy-2026.html

\b
Exit codes / 退出码: 1 when a finding that is new, or that the change itself gives,
is at or above --fail-on, and any of NEW where the two are not the same app;
0 otherwise, and always for two policies.
"""
)
@click.argument("old", type=_PATH)
@click.argument("new", type=_PATH)
@document_options
@click.option(
    "--old-policy",
    "old_policies",
    multiple=True,
    type=_PATH,
    metavar="FILE|DIR",
    help="The policy of OLD where it was another. / 旧版本的隐私政策。",
)
@click.option(
    "--old-sdk-list",
    "old_sdk_lists",
    multiple=True,
    type=_PATH,
    metavar="FILE",
    help="The SDK list of OLD where it was another. / 旧版本的SDK清单。",
)
@click.option(
    "--format",
    "format_name",
    cls=FormatOption,
    formats_of="appaudit.comparison.renderers",
    default="text",
    help="{formats}. / 输出格式：{格式}。",
)
@click.option("--output", type=_PATH, metavar="FILE", help="Default: stdout, as is -. / 默认输出到标准输出，- 亦然。")
@click.option(
    "--fail-on",
    type=click.Choice(words_of(FailOn)),
    default="high",
    show_default=True,
    help="Exit 1 when a new finding is at least this severe. / 新出现的发现不低于此级别时退出码为1。",
)
@click.option("--config", "config_file", type=_PATH, metavar="FILE", help="Ignores and rules. / 配置文件。")
@click.option(
    "--verdicts",
    type=_PATH,
    metavar="FILE",
    help="What people decided about findings; default: that of the configuration. / 裁决文件，默认取配置中的。",
)
@click.option("--no-ignores", is_flag=True, help="As if the configuration ignored nothing. / 不采用忽略条目。")
@as_of_option
@language_option
@rules_option
def command(old: Path, new: Path, **options: Any) -> int:  # noqa: ANN401  # click hands options by name
    """Compare two packages, two policies, or two reports saved as JSON.

    比较两个安装包、两份隐私政策或两份JSON报告：新增与移除的SDK、权限、个人信息读取、发现、条款与第三方。
    """
    from appaudit.catalog import load_catalog
    from appaudit.comparison.renderers import names, render
    from appaudit.gate.codes import reaches, worst

    if options["format_name"] not in names():
        raise click.BadParameter(
            f"{options['format_name']!r} is not one of {', '.join(names())}", param_hint="--format"
        )
    kinds = [_kind_of(old), _kind_of(new)]
    if kinds[0] != kinds[1]:
        (old_en, old_zh), (new_en, new_zh) = _KINDS[kinds[0]], _KINDS[kinds[1]]
        raise ConfigError(
            f"{old} is {old_en} and {new} is {new_en}",
            hint="Compare two of a kind.",
            zh=f"{old} 是{old_zh}，而 {new} 是{new_zh}",
            hint_zh="请比较两个同类的文件。",
        )
    config = _config(options["config_file"])
    folders = options["rule_folders"] or config.paths(config.values.rules)
    catalog = load_catalog(folders)
    comparison, reports = _compared(kinds[0], old, new, catalog, {**options, "config": config})
    content = render(options["format_name"], comparison, options["language"])
    write_result(options["output"], content)
    found = [*comparison.findings, *comparison.new_findings]
    packages = {report.artifact.package for report in reports} - {""}
    if len(packages) > 1:  # what another app had is nothing that is known of this one
        found += reports[-1].findings
    codes = [EXIT_FINDINGS] if reaches(found, options["fail_on"]) else []
    return worst([*codes, *_codes(reports, options["fail_on"], options["language"])])


def _codes(reports: Sequence[Report], fail_on: str, language: Language) -> Iterator[int]:
    """What fails besides the findings compared: documents that could not be read, and new findings out of sight."""
    from appaudit.gate.codes import reaches
    from appaudit.report.renderers.plain import safe_line

    for report in reports:
        for reason in report.gate.reasons if report.gate else ():
            if reason.code == EXIT_UNREADABLE:
                click.echo(f"appaudit: {safe_line(reason.text.in_language(language))}", err=True)
                yield EXIT_UNREADABLE
    gates = [report.gate for report in reports if report.gate]
    if len(gates) == len(reports) == 2:
        before = {item.fingerprint for item in reports[0].findings} | {item.fingerprint for item in gates[0].hidden}
        new = [item for item in gates[1].hidden if item.fingerprint not in before]
        for item in new:
            if reaches([item], fail_on):
                title = safe_line(f"{item.id} {item.title.in_language(language)}: {item.subject}")
                click.echo(f"appaudit: {title} (--min-severity, --min-confidence)", err=True)
                yield EXIT_FINDINGS


def _kind_of(path: Path) -> str:
    """`report`, `artifact` or `policy`, by content first."""
    if not path.exists():
        raise ConfigError(f"{path}: no such file", zh=f"文件不存在：{path}")
    if path.is_dir():
        return "policy"
    if not path.is_file():
        raise ConfigError(f"{path} is a pipe or a device, and no file", zh=f"{path} 是管道或设备，不是文件")
    from appaudit.batch.plan import is_package

    if is_package(path):
        return "artifact"
    with path.open("rb") as file:
        is_json = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    return "report" if is_json or path.suffix == ".json" else "policy"


def _config(path: Path | None) -> Any:  # noqa: ANN401  # Config is imported late
    from appaudit.cli._configuration import find_config
    from appaudit.config import Config, load_config

    found = path or find_config(Path())
    return load_config(found) if found else Config()


def _compared(
    kind: str, old: Path, new: Path, catalog: Catalog, options: dict[str, Any]
) -> tuple[Comparison, tuple[Report, ...]]:
    from appaudit.comparison.compare import compare_policies
    from appaudit.comparison.judge import judged
    from appaudit.pipeline.input_files import require_documents
    from appaudit.report.files import read_report

    if kind == "policy":
        names = {
            **{item.id: item.name for item in catalog.knowledge.clauses.values()},
            **{item.id: item.name for item in catalog.knowledge.data_types.values()},
        }
        before, after = (_policy(path, catalog, options["language"]) for path in (old, new))
        return compare_policies(before, after, names=names, old_name=old.name, new_name=new.name), ()
    if kind == "report":
        reports = read_report(old), read_report(new)
        return judged(*reports, catalog.rules, catalog.knowledge), reports
    documents = (options["policies"], options["sdk_lists"])
    old_documents = (options["old_policies"] or documents[0], options["old_sdk_lists"] or documents[1])
    for paths in (old_documents, documents):
        require_documents(*paths)
    reports = _audited(old, *old_documents, catalog, options), _audited(new, *documents, catalog, options)
    return judged(*reports, catalog.rules, catalog.knowledge), reports


def _policy(path: Path, catalog: Catalog, language: Language) -> PolicySection:
    from appaudit.pipeline.policy_alone import PolicyAlone

    policy = PolicyAlone([path], catalog)
    said = [Bilingual(f"{gap.part}：{gap.detail.zh}", f"{gap.part}: {gap.detail.en}") for gap in policy.gaps]
    if not policy.section.documents:
        zh, en = ("; ".join(dict.fromkeys(texts)) for texts in ([text.zh for text in said], [text.en for text in said]))
        raise UnreadableArtifactError(en, zh=zh)
    for line in dict.fromkeys(text.in_language(language) for text in said):
        click.echo(f"appaudit: {line}", err=True)
    return policy.section


def _audited(
    artifact: Path, policies: tuple[Path, ...], sdk_lists: tuple[Path, ...], catalog: Catalog, options: dict[str, Any]
) -> Report:
    from appaudit.gate.verdicts import read_verdicts
    from appaudit.pipeline.audit import audit
    from appaudit.pipeline.inputs import Inputs, Settings

    config = options["config"]
    inputs = Inputs(
        artifact=artifact,
        policies=policies or config.paths(config.values.policies),
        sdk_lists=sdk_lists or config.paths(config.values.sdk_lists),
        app_categories=config.values.app_category,
        limits=config.values.limits,
    )
    ignores = () if options["no_ignores"] else config.ignores
    file = options["verdicts"] or (config.paths((config.values.verdicts,))[0] if config.values.verdicts else None)
    settings = Settings(as_of=options["as_of"], ignores=ignores, verdicts=read_verdicts(file) if file else None)
    return audit(inputs, catalog, settings)
