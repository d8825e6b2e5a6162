"""Options of the test run, and how its tests are collected."""

import gc
import signal
import subprocess
import sys
import threading

import pytest

# Rewriting the asserts of all tests takes as long as all else that collecting does; the result is kept beside them also
# where the environment asks for no bytecode, as containers do.
sys.dont_write_bytecode = False

# A shell that starts the tests in the background has them ignore Ctrl-C, and all that they start: tests that send it
# would wait for nothing.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite the reports in tests/golden instead of comparing with them; read the diff before you commit it",
    )


@pytest.hookimpl(wrapper=True)
def pytest_collection(session):
    """Modules, cases and their asserts all stay: looking for garbage among them is a sixth of collecting."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """A test that must be alone in its process runs in a new one where something has left a thread in this."""
    if pyfuncitem.get_closest_marker("alone") is None or threading.active_count() == 1:
        return None
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", pyfuncitem.nodeid]
    ended = subprocess.run(command, cwd=pyfuncitem.config.rootpath, capture_output=True, text=True, timeout=240)
    assert ended.returncode == 0, ended.stdout
    return True
