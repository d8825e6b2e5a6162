import sys
from pathlib import Path

# `tests.support` must be importable however pytest is started.
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
