"""`appaudit rules`: list, lint and test the rules."""

from __future__ import annotations

from pathlib import Path

import click

from appaudit.cli._options import language_option, rules_option
from appaudit.cli._output import write_stdout
from appaudit.errors import EXIT_OK, EXIT_USAGE


@click.group()
def command() -> None:
    """List, lint or test the rules.

    列出、检查或测试规则。
    """


@command.command("list")
@language_option
@rules_option
def list_rules(language: str, rule_folders: tuple[Path, ...]) -> int:
    """List every rule with its grades.

    列出全部规则。
    """
    from appaudit.pipeline import load_catalog
    from appaudit.stages import Stages

    catalog = load_catalog(rule_folders, Stages())
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

    检查规则与知识库。
    """
    from appaudit.engine.lint import lint
    from appaudit.pipeline import load_catalog
    from appaudit.stages import Stages

    catalog = load_catalog(rule_folders, Stages())
    problems = lint(catalog.rules, catalog.knowledge)
    for problem in problems:
        click.echo(problem, err=True)
    click.echo(f"{len(catalog.rules)} rules, {len(catalog.knowledge.sdks)} SDKs, {len(problems)} problems", err=True)
    return EXIT_USAGE if problems else EXIT_OK


@command.command("test")
@rules_option
def run_tests(rule_folders: tuple[Path, ...]) -> int:
    """Run the examples of every rule; exit 2 when one fails.

    运行规则示例。
    """
    from appaudit.engine.examples import run_examples
    from appaudit.pipeline import load_catalog
    from appaudit.stages import Stages

    catalog = load_catalog(rule_folders, Stages())
    results = list(run_examples(catalog.rules, catalog.knowledge))
    failed = [result for result in results if not result.passed]
    for result in failed:
        click.echo(f"{result.rule_id}: {result.name}: {result.problem}", err=True)
    click.echo(f"{len(results)} examples, {len(failed)} failed", err=True)
    return EXIT_USAGE if failed else EXIT_OK
