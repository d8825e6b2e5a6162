"""What is freed is of use to others again: to other threads, and to the system."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

GNU = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only the GNU C library has several heaps")

#: Prints whether what a thread takes, while the first one lives, lies in the heap of the process.
IN_ONE_HEAP = """
import threading
from pathlib import Path
taken = []
thread = threading.Thread(target=lambda: taken.extend(bytes(2000) for _ in range(50)))
thread.start()
thread.join()
heap = next(line for line in Path("/proc/self/maps").read_text().splitlines() if line.endswith("[heap]"))
first, last = (int(end, 16) for end in heap.split()[0].split("-"))
print(all(first <= id(each) < last for each in taken))
"""

#: Prints how many MB of 64 are still this process's after they were freed, each piece between two that stay.
KEPT = """
from mmap import PAGESIZE
from pathlib import Path
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGESIZE
before = resident()
pieces = [bytes(16_000) for _ in range(4_000)]
pieces = pieces[::50]
{given}
print((resident() - before) >> 20)
"""

GIVEN = "from appaudit.freed_memory import give_back_freed; give_back_freed()"
SHARED = "from appaudit.freed_memory import share_one_heap; share_one_heap()"


def printed(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@GNU
def test_a_thread_takes_memory_from_the_heap_of_the_first() -> None:
    assert printed(SHARED + IN_ONE_HEAP) == "True"
    assert printed(IN_ONE_HEAP) == "False"


@GNU
def test_what_is_freed_between_pieces_that_stay_goes_back_to_the_system() -> None:
    assert int(printed(KEPT.format(given=GIVEN))) < 20
    assert int(printed(KEPT.format(given="pass"))) > 40


@pytest.mark.parametrize("function", ["share_one_heap", "give_back_freed"])
def test_nothing_happens_where_the_c_library_cannot_be_asked(function: str) -> None:
    without = "import sys; sys.modules['ctypes'] = None; import appaudit.freed_memory as memory; "
    assert printed(f"{without}print(memory.{function}())") == "None"
