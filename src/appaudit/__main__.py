"""`python -m appaudit` and the `appaudit` command."""

from __future__ import annotations

import sys

#: How a shell reports a process that Ctrl-C ended.
_EXIT_INTERRUPTED = 130


def main() -> None:
    """Run the command line; the import waits until here so that `--help` stays fast."""
    try:
        from appaudit.cli import run

        run()
    except KeyboardInterrupt:  # before the command line is there to say so
        sys.exit(_EXIT_INTERRUPTED)


if __name__ == "__main__":
    main()
