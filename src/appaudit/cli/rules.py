"""`appaudit rules`: list, lint, test and begin rules."""

from __future__ import annotations

from pathlib import Path

import click

from appaudit.cli._options import language_option, rules_option
from appaudit.cli._output import write_stdout
from appaudit.errors import EXIT_OK, EXIT_USAGE, ConfigError

#: Where a new rule goes: to the shipped ones in a checkout, elsewhere to a folder of one's own.
_SHIPPED, _OWN = Path("rules"), Path("my-rules")


@click.group()
def command() -> None:
    """List, lint, test or begin rules.

    列出、检查、测试或新建规则。
    """


@command.command("list")
@language_option
@rules_option
def list_rules(language: str, rule_folders: tuple[Path, ...]) -> int:
    """List every rule with its grades.

    列出全部规则。
    """
    from appaudit.catalog import load_catalog

    catalog = load_catalog(rule_folders)
    lines = []
    for rule in catalog.rules:
        title = rule.title.zh if language == "zh" else rule.title.en
        lines.append(f"{rule.id:40s} {rule.severity.word:8s} {rule.status.word:9s} {title}")
    write_stdout("\n".join(lines) + "\n")
    return EXIT_OK


@command.command("lint")
@rules_option
def lint_rules(rule_folders: tuple[Path, ...]) -> int:
    """Check rules and knowledge for mistakes; exit 2 when there are any.

    In a checkout it also names what a contribution still needs: a case for its rule, pages of the documentation.

    检查规则与知识库；在源码目录中还会指出缺少的端到端用例和未更新的文档。
    """
    from appaudit.authoring.checkout import lint_checkout
    from appaudit.authoring.lint import argues_from_missing_clause, canonical, lint
    from appaudit.catalog import load_catalog

    catalog = load_catalog(rule_folders)
    problems = lint(catalog.rules, catalog.knowledge)
    problems += lint_checkout(catalog.folders[0], catalog.rules, catalog.knowledge)
    for problem in problems:
        click.echo(problem, err=True)
    trees = len({canonical(rule.match) for rule in catalog.rules})
    missing = sum(argues_from_missing_clause(rule.match) for rule in catalog.rules)
    click.echo(
        f"{len(catalog.rules)} rules ({trees} distinct match trees, {missing} that argue from a missing clause), "
        f"{len(catalog.knowledge.sdks)} SDKs, {len(problems)} problems",
        err=True,
    )
    return EXIT_USAGE if problems else EXIT_OK


@command.command("new")
@click.argument("rule_id", metavar="ID")
@click.option(
    "--area",
    metavar="NAME",
    help="The folder under checks/; by default that of most rules on this kind of fact. / 所在目录。",
)
@click.option(
    "--fact",
    "kind",
    default="permission_use",
    show_default=True,
    metavar="KIND",
    help="What the rule looks at; `appaudit facts app.apk` shows the kinds. / 规则依据的事实类型。",
)
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder laid out as rules/; by default rules/ in a checkout of appaudit, elsewhere my-rules/, "
    "which is then given to --rules. / 规则目录。",
)
@language_option
def new_rule(rule_id: str, area: str | None, kind: str, into: Path | None, language: str) -> int:
    """Write a rule file ID.yaml to fill in; it loads and its examples pass as they are.

    生成一个规则文件的骨架，可以直接加载和测试，再逐项填写。
    """
    from appaudit.authoring.scaffold import scaffold, usual_area
    from appaudit.catalog import load_catalog
    from appaudit.cli._output import write_file

    catalog = load_catalog()
    text = scaffold(rule_id, kind, catalog.knowledge)
    is_checkout = (_SHIPPED / "checks").is_dir()
    into = into or (_SHIPPED if is_checkout else _OWN)
    path = into / "checks" / (area or usual_area(kind, catalog.rules)) / f"{rule_id}.yaml"
    if path.exists():
        raise ConfigError(
            f"{path} already exists",
            hint="Choose another id, or edit that file.",
            zh=f"{path} 已存在",
            hint_zh="请换一个编号，或直接修改该文件。",
        )
    write_file(path, text)
    written, then = ("已生成", "填写后运行") if language == "zh" else ("written", "fill it in, then run")
    option = "" if is_checkout and into == _SHIPPED else f" --rules {into}"
    click.echo(f"{written}: {path}", err=True)
    click.echo(f"{then}: appaudit rules lint{option} && appaudit rules test{option}", err=True)
    return EXIT_OK


@command.command("pack")
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@click.option("--output", required=True, type=click.Path(path_type=Path), metavar="FILE.zip")
def pack_rules(folder: Path | None, output: Path) -> int:
    """Write a folder of rules, by default the shipped ones, as an archive for --rules, and print its SHA-256.

    把规则目录（默认为内置规则）打成可供 --rules 使用的规则包，并输出其 SHA-256。
    """
    import hashlib

    from appaudit.catalog.archives import packed_rules
    from appaudit.catalog.folders import shipped_rules
    from appaudit.report.files import write_file

    content = packed_rules(folder or shipped_rules())
    write_file(output, content)
    write_stdout(f"{hashlib.sha256(content).hexdigest()}  {output.name}\n")
    return EXIT_OK


@command.command("test")
@rules_option
def run_tests(rule_folders: tuple[Path, ...]) -> int:
    """Run the examples of every rule; exit 2 when one fails.

    运行规则示例。
    """
    from appaudit.authoring.examples import run_examples
    from appaudit.catalog import load_catalog

    catalog = load_catalog(rule_folders)
    results = list(run_examples(catalog.rules, catalog.knowledge))
    failed = [result for result in results if not result.passed]
    for result in failed:
        click.echo(f"{result.rule_id}: {result.name}: {result.problem}", err=True)
    click.echo(f"{len(results)} examples, {len(failed)} failed", err=True)
    return EXIT_USAGE if failed else EXIT_OK
