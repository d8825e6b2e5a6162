"""`python -m appaudit.serve.migrations "What changed"`: begins the migration that the tables of the code need.

It is written beside the others in this checkout; read it before you commit it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine


def main() -> None:
    """Hold the tables that the migrations make against those of the code."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    last = ScriptDirectory.from_config(config).get_current_head() or "0000"
    with create_engine("sqlite://").begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        command.revision(config, sys.argv[1], autogenerate=True, rev_id=f"{int(last) + 1:04}")


if __name__ == "__main__":
    main()
