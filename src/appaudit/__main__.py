"""`python -m appaudit` and the `appaudit` command."""

from __future__ import annotations


def main() -> None:
    """Run the command line; the import waits until here so that `--help` stays fast."""
    from appaudit.cli import run

    run()


if __name__ == "__main__":
    main()
