"""The index of a batch in a real headless Chromium: it sorts, filters and switches language."""

from __future__ import annotations

import html as html_module
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.support.sample_reports import sample_report

from appaudit.batch.index import build_index, index_html
from appaudit.batch.row import Row
from appaudit.model.bilingual import Bilingual

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--virtual-time-budget=2000",
)  # fmt: skip

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed"),
]

PROBE = """
const lines = () => [...document.querySelectorAll("tbody tr")].filter((row) => !row.hidden);
const order = () => lines().map((row) => row.dataset.probe);
document.querySelectorAll("tbody tr").forEach((row) => { row.dataset.probe = row.cells[1].dataset.key; });
const head = (text) => [...document.querySelectorAll("thead th")].find((item) => item.textContent.includes(text));
const seen = {};
seen.first = order();
head("Findings").querySelector("button").click();
seen.mostSevere = order();
seen.sorted = head("Findings").getAttribute("aria-sort");
head("Findings").querySelector("button").click();
seen.leastSevere = order();
head("App").querySelector("button").click();
seen.byName = order();
seen.unsorted = head("Findings").getAttribute("aria-sort");
const filter = document.querySelector("#filter");
filter.value = "BETA";
filter.dispatchEvent(new Event("input"));
seen.filtered = order();
seen.shown = document.querySelector("#shown").textContent;
filter.value = "";
filter.dispatchEvent(new Event("input"));
document.querySelector("#failing").click();
seen.failing = order();
document.querySelector("#language").click();
seen.language = document.documentElement.lang;
seen.heading = document.querySelector("h1").innerText;
const out = document.createElement("output");
out.id = "seen";
out.textContent = JSON.stringify(seen);
document.body.append(out);
"""


def row(name: str, outcome: str = "done", exit_code: int = 0, **severities: int) -> Row:
    return Row(
        path=f"in/{name}.apk", sha256="0" * 64, size=1, label=name, package=f"com.{name}", outcome=outcome,
        exit_code=exit_code, findings=sum(severities.values()), complete=True, detail=Bilingual("信号 9", "signal 9"),
        by_severity={key: severities.get(key, 0) for key in ("critical", "high", "medium", "low", "info")},
        reports={"html": f"{name}.report.html"} if outcome == "done" else {},
    )  # fmt: skip


ROWS = [
    row("beta", low=9),
    row("alpha", high=1, exit_code=1),
    row("delta", "killed", 3),
    row("gamma", critical=1, exit_code=1),
]


def chromium(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(BROWSER), *FLAGS, f"--user-data-dir={folder / 'profile'}", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=90, check=True)


@pytest.fixture(scope="module")
def page() -> str:
    return index_html(build_index(ROWS, sample_report("clean-shop").tool, complete=True), "en")


@pytest.fixture(scope="module")
def seen(page: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the probe saw; the page's content policy is taken off so that the probe may run."""
    folder = tmp_path_factory.mktemp("probe")
    text = re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    path = folder / "index.html"
    path.write_text(text.replace("</body>", f"<script>{PROBE.strip()}</script></body>"), encoding="utf-8")
    shown = chromium(folder, "--dump-dom", path.as_uri()).stdout
    (found,) = re.findall('<output id="seen">(.*?)</output>', shown)
    result: dict[str, Any] = json.loads(html_module.unescape(found))
    return result


def test_a_click_sorts_by_weight_and_by_name(seen: dict[str, Any]) -> None:
    assert seen["first"] == ["beta", "alpha", "delta", "gamma"]
    assert (seen["mostSevere"], seen["sorted"]) == (["gamma", "alpha", "beta", "delta"], "descending")
    assert seen["leastSevere"] == ["delta", "beta", "alpha", "gamma"]
    assert (seen["byName"], seen["unsorted"]) == (["alpha", "beta", "delta", "gamma"], "none")


def test_filters_count_what_they_leave(seen: dict[str, Any]) -> None:
    assert (seen["filtered"], seen["shown"]) == (["beta"], "1 / 4")
    assert seen["failing"] == ["alpha", "delta", "gamma"]


def test_the_language_switches_in_place(seen: dict[str, Any]) -> None:
    assert (seen["language"], seen["heading"]) == ("zh", "appaudit 批量审查")


def test_its_own_policy_lets_its_own_script_run_and_nothing_is_logged(page: str, tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    path.write_text(page, encoding="utf-8")
    done = chromium(tmp_path, "--enable-logging=stderr", "--v=0", "--dump-dom", path.as_uri())
    assert "CONSOLE" not in done.stderr
    assert '<html lang="en" class="script">' in done.stdout
    assert "4 / 4" in done.stdout
