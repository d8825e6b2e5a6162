"""`appaudit schema`: the JSON Schemas of the report document and of the configuration file."""

from __future__ import annotations

import click

from appaudit.cli._output import write_stdout


@click.command(
    epilog="""\b
Examples / 示例:
  appaudit schema > report.schema.json
  appaudit schema --config > appaudit.schema.json
  appaudit schema --facts > audit.schema.json
"""
)
@click.option(
    "--config", "is_config", is_flag=True, help="The schema of appaudit.yml instead. / 改为输出配置文件的模式。"
)
@click.option("--facts", "is_facts", is_flag=True, help="That of audit.yaml. / 改为输出运营者声明的模式。")
def command(is_config: bool, is_facts: bool) -> int:
    """Print the JSON Schema of `--format json`, of the configuration file or of audit.yaml.

    输出JSON报告、配置文件或运营者声明的模式定义。
    """
    import json

    from appaudit.config import ConfigFile
    from appaudit.model.declaration import Declaration
    from appaudit.report.schema import document_schema, report_schema

    if is_config:
        schema = document_schema(ConfigFile, "appaudit.yml", has_defaults=True)
    elif is_facts:
        schema = document_schema(Declaration, "audit.yaml", has_defaults=True)
    else:
        schema = report_schema()
    write_stdout(json.dumps(schema, ensure_ascii=False, indent=2) + "\n")
    return 0
