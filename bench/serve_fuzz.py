"""Ask the API of the workbench what its own OpenAPI document allows, and what not, for so many seconds.

`python bench/serve_fuzz.py 600` begins a workbench with one finished audit and runs schemathesis against it in all its
phases and with all its checks but one: what a file holds is not in the document, so that a file that fits it may be
refused (`positive_data_acceptance`).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.support.workbench import asked_for, listening, settings_in

from appaudit.serve.tokens import create_token
from appaudit.serve.workbench import Workbench


def main() -> int:
    """Gives the exit code of schemathesis."""
    seconds = sys.argv[1] if len(sys.argv) > 1 else "60"
    with tempfile.TemporaryDirectory() as name:
        bench = Workbench(settings_in(Path(name), token="x" * 40, most_requests=0, most_upload=5 << 20))
        token = create_token(bench.database, "fuzz")
        headers = {"Authorization": f"Bearer {token}"}
        with listening(bench) as address:
            with httpx.Client(base_url=address, headers=headers, timeout=60) as client:
                asked_for(client, "planted-shop", "policy")
            words = ["run", f"{address}/api/openapi.json", "-H", f"Authorization: Bearer {token}"]
            words += ["--continue-on-failure", "-n", "10000", "--max-time", seconds, "--no-color"]
            words += ["--exclude-checks", "positive_data_acceptance"]
            return subprocess.run([Path(sys.executable).parent / "st", *words], cwd=name, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
