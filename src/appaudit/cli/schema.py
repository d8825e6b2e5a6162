"""`appaudit schema`: the JSON Schemas of the report document and of the configuration file."""

from __future__ import annotations

import click

from appaudit.cli._output import write_stdout


@click.command(
    epilog="""\b
Examples / 示例:
  appaudit schema > report.schema.json
  appaudit schema --config > appaudit.schema.json
"""
)
@click.option(
    "--config", "is_config", is_flag=True, help="The schema of appaudit.yml instead. / 改为输出配置文件的模式。"
)
def command(is_config: bool) -> int:
    """Print the JSON Schema of `--format json`, or of the configuration file.

    输出JSON报告或配置文件的模式定义。
    """
    import json

    from appaudit.config import ConfigFile
    from appaudit.report.schema import document_schema, report_schema

    schema = document_schema(ConfigFile, "appaudit.yml", has_defaults=True) if is_config else report_schema()
    write_stdout(json.dumps(schema, ensure_ascii=False, indent=2) + "\n")
    return 0
