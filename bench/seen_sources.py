"""Which sources of labelled documents an earlier set had already: `python bench/seen_sources.py [--add] FILE...`.

A first look counts for documents that nobody tuned on, and labelled sets lie outside the repository, where they are
lost with the machine. Each line of a file begins with a source, `owner/name` of a repository or an address, up to a
tab. Those that an earlier set had are printed; with `--add` the others are kept. `seen_sources.txt` has digests alone.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from pathlib import Path

_KEPT = Path(__file__).with_name("seen_sources.txt")
#: What an address begins with that its owner and name do not have.
_BEFORE = re.compile(r"^(?:https?://)?(?:www\.)?(?:(?:raw\.githubusercontent|github|gitee)\.com/)?")
#: Parts of an address that tell a source: owner and name of a repository, host and folder of a site.
_PARTS = 2


def digest(source: str) -> str:
    """What is kept of a source, wherever in it a document stands."""
    parts = _BEFORE.sub("", source.strip().lower()).split()[0].split("/")[:_PARTS]
    return hashlib.sha256("/".join(parts).encode()).hexdigest()[:16]


def sources_in(path: Path) -> list[str]:
    """The sources that the lines of a file begin with."""
    first = (line.split("\t", 1)[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [source for source in first if "/" in source]


def main() -> None:
    """Print the sources that an earlier set had, and keep the others where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--add", action="store_true", help="keep those that no earlier set had")
    options = parser.parse_args()
    kept = set(_KEPT.read_text(encoding="utf-8").split()) if _KEPT.exists() else set()
    sources = [source for path in options.files for source in sources_in(path)]
    for source in sources:
        if digest(source) in kept:
            print(source)
    if options.add:
        kept |= set(map(digest, sources))
        _KEPT.write_text("".join(f"{each}\n" for each in sorted(kept)), encoding="utf-8")


if __name__ == "__main__":
    main()
