"""What a batch says under every bound of memory: `python bench/memory_bounds.py FOLDER [FROM TO]`.

FOLDER holds packages; a batch runs over them with `--memory` from FROM to TO megabytes (20 to 140). Any outcome but
`done` and `memory`, and anything on stderr, is printed. Run it when workers, threads or imports change, and under the
oldest and the newest Python: where allocation fails differs between them.
"""

from __future__ import annotations

import collections
import json
import subprocess
import sys
import tempfile
from pathlib import Path


def main(arguments: list[str]) -> int:
    """1 when a bound gave anything else than `done` or `memory`."""
    folder, first, last = Path(arguments[0]), *map(int, arguments[1:] or (20, 140))
    counts: collections.Counter[str] = collections.Counter()
    for megabytes in range(first, last + 1):
        with tempfile.TemporaryDirectory() as output:
            options = ["--memory", str(megabytes), "--format", "json", "--fail-on", "never", "--jobs", "2", "-q"]
            command = [sys.executable, "-m", "appaudit", "scan", str(folder), "--output", output, *options]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            rows = json.loads((Path(output) / "index.json").read_text("utf-8"))["rows"]
        counts.update(row["outcome"] for row in rows)
        odd = [row["outcome"] + " " + row["detail"]["en"] for row in rows if row["outcome"] not in ("done", "memory")]
        if odd or done.stderr.strip():
            print(megabytes, odd, done.stderr[-500:])
            counts["odd"] += 1
    print(dict(counts))
    return int(counts["odd"] > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
