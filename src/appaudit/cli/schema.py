"""`appaudit schema`: the JSON Schema of the report document."""

from __future__ import annotations

import click

from appaudit.cli._output import write_stdout


@click.command()
def command() -> int:
    """Print the JSON Schema of `--format json`.

    输出JSON报告的模式定义。
    """
    import json

    from appaudit.report.schema import report_schema

    write_stdout(json.dumps(report_schema(), ensure_ascii=False, indent=2) + "\n")
    return 0
