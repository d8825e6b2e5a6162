"""What somebody else on the machine does to a batch while it works: kills, links and pipes at names that it uses."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

from bench.batch import children

#: Who plants, where we may say so: `nobody`.
SOMEBODY = 65534
JOURNAL = ".appaudit-journal.jsonl"
STAGING = ".appaudit-staged"


class Attacker:
    """Plants what it can in the folders of one output, and takes away what would keep the last run from working."""

    def __init__(self, root: Path, out: Path, names: list[str], chance: random.Random) -> None:
        self._root = root
        self._out = out
        self._names = names
        self._chance = chance
        documents = (".txt", ".html", ".csv")
        self._packages = sorted(path for path in (root / "in").glob("*/*") if path.suffix not in documents)
        self._planted: list[Path] = []
        self._swaps: list[threading.Thread] = []
        self._ways: list[Callable[[], str]] = [
            *(self._at_report, self._at_report, self._at_partial, self._at_partial, self._at_cache),
            *(self._in_place_of_package, self._in_place_of_package, self._in_place_of_package),
            *(self._in_input, self._at_index, self._seldom),
        ]

    @staticmethod
    def make_victims(root: Path) -> None:
        """Files that nobody may write to, through whatever link."""
        folder = root / "victims"
        folder.mkdir()
        for number in range(20):
            (folder / f"victim{number}.json").write_text('{"somebody": "else"}\n' * number)

    def kill_worker(self, pid: int) -> bool:
        """Kill one worker of the batch with this process id."""
        with contextlib.suppress(OSError):
            if workers := children(pid):
                os.kill(self._chance.choice(workers), signal.SIGKILL)
                return True
        return False

    def plant(self) -> str:
        """Plant one thing while the batch works; what it was."""
        with contextlib.suppress(OSError):
            return self._chance.choice(self._ways)()
        return "planted nothing: the place is taken"

    def plant_between_runs(self) -> str:
        """Plant at the names that a new run begins with."""
        with contextlib.suppress(OSError):
            return self._chance.choice([self._at_journal, self._at_staging, self._at_cache])()
        return "planted nothing: the place is taken"

    def take_away(self) -> None:
        """Undo what a batch may refuse to work with: indexes and the staging folder of others, packages swapped."""
        for swap in self._swaps:
            swap.join()
        self._swaps.clear()
        for path in self._planted:
            with contextlib.suppress(OSError):
                if path.is_symlink() or not path.is_file():
                    path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
        self._planted.clear()

    def _put(self, path: Path) -> str:
        """A link to a victim, a link to a file that is not there, to a device, or a pipe, all of them somebody's."""
        kind = self._chance.choice(["link", "link", "link to nothing", "link to a device", "pipe"])
        victims = self._root / "victims"
        if kind == "pipe":
            os.mkfifo(path, 0o666)
        elif kind == "link":
            path.symlink_to(victims / f"victim{self._chance.randrange(20)}.json")
        elif kind == "link to nothing":
            path.symlink_to(victims / f"new{self._chance.randrange(10**9)}.json")
        else:
            path.symlink_to("/dev/zero")
        if os.geteuid() == 0:
            os.lchown(path, SOMEBODY, SOMEBODY)
        self._planted.append(path)
        return kind

    def _at_report(self) -> str:
        kind = self._put(self._out / self._chance.choice(self._names))
        return f"planted at a report: {kind}"

    def _at_partial(self) -> str:
        names = [*self._names, JOURNAL, "index.json", "index.html"]
        kind = self._put(self._out / f".{self._chance.choice(names)}.{self._chance.randbytes(8).hex()}")
        return f"planted at a partial name: {kind}"

    def _at_index(self) -> str:
        kind = self._put(self._out / self._chance.choice(["index.json", "index.html", "index.csv"]))
        return f"planted at the index: {kind}"

    def _at_journal(self) -> str:
        (self._out / JOURNAL).unlink(missing_ok=True)
        return f"planted at the journal: {self._put(self._out / JOURNAL)}"

    def _at_staging(self) -> str:
        place = self._out / STAGING
        if place.exists() and not place.is_symlink():
            place.rename(self._out / f".{self._chance.randbytes(4).hex()}")
        if self._chance.random() < 0.3:
            place.mkdir(0o777)
            self._planted.append(place)
            return "planted at the staging folder: a folder"
        place.symlink_to(self._root / "victims")
        self._planted.append(place)
        return "planted at the staging folder: link"

    def _seldom(self) -> str:
        """What costs the batch all that it did, or ends it: it has to be resumed."""
        if self._chance.random() > 0.1:
            return "planted nothing: seldom"
        return f"while it works, {self._chance.choice([self._at_staging, self._at_journal])()}"

    def _at_cache(self) -> str:
        caches = sorted((self._root / "cache" / "appaudit").glob("*"))
        if not caches:
            return "planted nothing: no cache"
        path = self._chance.choice(caches)
        path.unlink()
        return f"planted at a cache: {self._put(path)}"

    def _in_input(self) -> str:
        """A pipe that is called as a package or as a document of one, for a while."""
        beside = self._chance.choice(self._packages)
        ending = self._chance.choice(["policy.html", "sdks.csv", "more.apk"])
        path = beside.with_name(f"{beside.stem}.{ending}")
        os.mkfifo(path, 0o666)
        self._restored_later(path, None)
        return "planted in the input: pipe"

    def _in_place_of_package(self) -> str:
        """For a while a package is another, a pipe, a device, a folder or gone."""
        path = self._chance.choice(self._packages)
        aside = self._root / "aside" / path.name
        aside.parent.mkdir(exist_ok=True)
        if aside.exists():
            return "planted nothing: the place is taken"
        other = self._chance.choice([item for item in self._packages if item.is_file() and not item.is_symlink()])
        path.rename(aside)
        kind = self._chance.choice(["pipe", "device", "folder", "nothing", "another package"])
        if kind == "pipe":
            os.mkfifo(path, 0o666)
        elif kind == "device":
            path.symlink_to("/dev/zero")
        elif kind == "folder":
            path.mkdir()
        elif kind == "another package":
            path.write_bytes(other.read_bytes())
        self._restored_later(path, aside)
        return f"a package was for a while: {kind}"

    def _restored_later(self, path: Path, aside: Path | None) -> None:
        seconds = self._chance.uniform(0.1, 3)

        def restore() -> None:
            time.sleep(seconds)
            with contextlib.suppress(OSError):
                path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
            if aside:
                aside.rename(path)

        thread = threading.Thread(target=restore)
        thread.start()
        self._swaps.append(thread)
