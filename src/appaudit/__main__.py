"""`python -m appaudit` and the `appaudit` command."""

from __future__ import annotations

import os
import sys

#: How a shell reports a process that Ctrl-C ended.
_EXIT_INTERRUPTED = 130


def main() -> None:
    """Run the command line; the import waits until here so that `--help` stays fast."""
    # numpy brings OpenBLAS, whose threads spin on the second core while it loads; nothing here is linear algebra.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from appaudit.cli import run

        run()
    except KeyboardInterrupt:  # before the command line is there to say so
        sys.exit(_EXIT_INTERRUPTED)


if __name__ == "__main__":
    main()
