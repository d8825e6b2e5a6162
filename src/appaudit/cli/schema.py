"""`appaudit schema`: the JSON Schemas of the documents that people and pipelines read and write."""

from __future__ import annotations

import click

from appaudit.cli._output import write_stdout


@click.command(
    epilog="""\b
Examples / 示例:
  appaudit schema > report.schema.json
  appaudit schema --config > appaudit.schema.json
  appaudit schema --facts > audit.schema.json
  appaudit schema --diff > diff.schema.json
  appaudit schema --product > product.schema.json
"""
)
@click.option(
    "--config", "is_config", is_flag=True, help="The schema of appaudit.yml instead. / 改为输出配置文件的模式。"
)
@click.option("--facts", "is_facts", is_flag=True, help="That of audit.yaml. / 改为输出运营者声明的模式。")
@click.option("--diff", "is_diff", is_flag=True, help="That of `diff --format json`. / 改为输出版本比较的模式。")
@click.option("--product", "is_product", is_flag=True, help="That of a product's summary. / 改为输出产品汇总的模式。")
def command(is_config: bool, is_facts: bool, is_diff: bool, is_product: bool) -> int:
    """Print the JSON Schema of a report, of the configuration file, of audit.yaml, of a comparison or of a product.

    输出JSON报告、配置文件、运营者声明、版本比较或产品汇总的模式定义。
    """
    import json

    from appaudit.config import ConfigFile
    from appaudit.model.comparison import COMPARISON_VERSION, Comparison
    from appaudit.model.declaration import Declaration
    from appaudit.model.product import PRODUCT_VERSION, Product
    from appaudit.report.schema import document_schema, report_schema

    if is_config:
        schema = document_schema(ConfigFile, "appaudit.yml", has_defaults=True)
    elif is_facts:
        schema = document_schema(Declaration, "audit.yaml", has_defaults=True)
    elif is_diff:
        schema = document_schema(Comparison, f"appaudit diff, version {COMPARISON_VERSION}", has_defaults=False)
    elif is_product:
        schema = document_schema(Product, f"appaudit product, version {PRODUCT_VERSION}", has_defaults=False)
    else:
        schema = report_schema()
    write_stdout(json.dumps(schema, ensure_ascii=False, indent=2) + "\n")
    return 0
