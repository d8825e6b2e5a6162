"""`appaudit facts`: what was seen and what was not, before any rule is asked."""

from __future__ import annotations

from pathlib import Path

import click

from appaudit.cli._options import document_options, rules_option
from appaudit.cli._output import write_stdout


@click.command(
    epilog="""\b
Examples / 示例:
  appaudit facts app.apk
  appaudit facts app.apk --policy privacy.html > facts.json
  appaudit facts app.apk --redact > for-an-issue.json
"""
)
@click.argument("artifact", type=click.Path(path_type=Path))
@document_options
@rules_option
@click.option(
    "--redact",
    is_flag=True,
    help="Leave out names, addresses and texts of the app: stand-ins take their place, so that the output can be shown "
    "to others. / 隐去应用自身的名称、网址和文本，以代号替换，便于公开反馈。",
)
def command(
    artifact: Path,
    policies: tuple[Path, ...],
    sdk_lists: tuple[Path, ...],
    rule_folders: tuple[Path, ...],
    redact: bool,
) -> int:
    """Print the facts and the coverage of ARTIFACT as JSON: for debugging, bug reports and rule examples.

    以JSON输出事实与覆盖情况。
    """
    import json

    from appaudit.catalog import load_catalog
    from appaudit.model.codec import encode
    from appaudit.pipeline.collect import collect
    from appaudit.pipeline.inputs import Inputs
    from appaudit.stages import Stages

    stages = Stages()
    catalog = load_catalog(rule_folders, stages)
    collected = collect(Inputs(artifact=artifact, policies=policies, sdk_lists=sdk_lists), catalog, stages)
    document = {
        "artifact": encode(collected.artifact),
        "facts": encode(collected.by_kind()),
        "coverage": encode(collected.coverage.gaps),
    }
    if redact:
        from appaudit.pipeline.redaction import redacted

        document = redacted(document, catalog.knowledge)
    write_stdout(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    return 0
