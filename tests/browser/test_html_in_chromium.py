"""The HTML report in a real headless Chromium: it works, stays quiet, fits a phone and prints whole."""

from __future__ import annotations

import html as html_module
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.support.report_builder import FINDINGS, hostile_report, shop_report

from appaudit.report import renderers

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-quic", "--hide-scrollbars",
)  # fmt: skip
AXE = Path(sys.prefix) / "axe" / "node_modules" / "axe-core" / "axe.min.js"
#: Opens everything and writes down what axe finds serious or worse, with the first element.
AXE_PROBE = """
document.querySelectorAll("details").forEach((item) => { item.open = true; });
axe.run(document, { resultTypes: ["violations"] }).then((result) => {
  const out = document.createElement("output");
  out.id = "violations";
  out.textContent = JSON.stringify(
    result.violations.filter((item) => ["serious", "critical"].includes(item.impact))
      .map((item) => [item.id, item.nodes.length, item.nodes[0].html])
  );
  document.body.append(out);
});
"""
NUMBERS = [f"F-{number:02d}" for number in range(1, len(FINDINGS) + 1)]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed"),
]

#: Uses the page as a reader would and writes down what a reader would see.
PROBE = """
const findings = [...document.querySelectorAll("[data-finding]")];
const visible = () => findings.filter((item) => !item.hidden).map((item) => item.id);
const form = document.querySelector("#filters");
const input = (change) => { change(); form.dispatchEvent(new Event("input", { bubbles: true })); };
const seen = {};
seen.all = visible();
seen.fetched = performance.getEntriesByType("resource").map((entry) => entry.name);
seen.verdict = document.querySelector(".verdict").innerText;
document.querySelector("#switch-language").click();
seen.verdictAfterSwitch = document.querySelector(".verdict").innerText;
seen.language = document.documentElement.lang;
seen.placeholder = form.elements.q.placeholder;
input(() => { form.elements.q.value = "getImei android"; });
seen.searchNothing = visible();
input(() => { form.elements.q.value = "READ_contacts"; });
seen.search = visible();
seen.hash = location.hash;
input(() => { form.elements.q.value = ""; form.querySelector("[value=low]").checked = true; });
seen.low = visible();
seen.shown = document.querySelector("#findings-shown").textContent;
seen.lowCategories = [...form.elements.category.options].filter((option) => option.textContent.endsWith("(1)")).length;
document.querySelector("[data-item='ncverc:N02']").click();
seen.item = visible();
document.querySelector("#clear-filter").click();
seen.cleared = visible().length;
document.querySelector("a[href='#F-10']").click();
document.querySelector("#switch-theme").click();
seen.theme = document.documentElement.dataset.theme;
const tooWide = (inside) => [...inside.querySelectorAll("body *")].filter(
  (item) => item.getBoundingClientRect().right > 391 && !item.closest(".scroller, .symbols, .chip, .hidden")
).map((item) => item.className || item.tagName);
const frame = document.createElement("iframe");
frame.style.cssText = "width: 390px; height: 844px; border: 0";
frame.onload = () => {
  const inside = frame.contentDocument;
  seen.tooWide = [];
  for (const language of ["zh", "en"]) {
    inside.documentElement.lang = language;
    inside.querySelectorAll("details").forEach((item) => { item.open = true; });
    seen.tooWide.push(...tooWide(inside));
  }
  seen.frameWidth = inside.documentElement.scrollWidth;
  seen.opened = document.getElementById("F-10").open && document.getElementById("F-10").closest("[data-group]").open;
  const out = document.createElement("output");
  out.id = "seen";
  out.textContent = JSON.stringify(seen);
  document.body.append(out);
};
frame.srcdoc = document.documentElement.outerHTML.replace(/<script>const findings[^]*<.script>/, "");
document.body.append(frame);
"""


def chromium(tmp_path: Path, *arguments: str, budget: int = 2_000) -> subprocess.CompletedProcess[str]:
    command = [
        str(BROWSER),
        *FLAGS,
        f"--virtual-time-budget={budget}",
        f"--user-data-dir={tmp_path / 'profile'}",
        *arguments,
    ]
    return subprocess.run(command, capture_output=True, text=True, timeout=90, check=True)


def page(tmp_path: Path, report: Any) -> str:
    text = renderers.render("html", report, "zh")
    assert isinstance(text, str)
    path = tmp_path / "report.html"
    path.write_text(text, encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the probe saw; the page's content policy is taken off so that the probe may run."""
    folder = tmp_path_factory.mktemp("probe")
    address = page(folder, shop_report())
    path = folder / "report.html"
    text = re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>', "", path.read_text(encoding="utf-8"))
    path.write_text(text.replace("</body>", f"<script>{PROBE.strip()}</script></body>"), encoding="utf-8")
    shown = chromium(folder, "--window-size=1280,900", "--dump-dom", address).stdout
    (found,) = re.findall('<output id="seen">(.*?)</output>', shown)
    return json.loads(html_module.unescape(found))


def test_nothing_is_wider_than_a_phone(seen) -> None:
    assert seen["tooWide"] == []
    assert seen["frameWidth"] == 390


def test_nothing_is_fetched(seen) -> None:
    assert seen["fetched"] == []


def test_the_language_switches_in_place(seen) -> None:
    assert seen["verdict"].startswith("证据符合国家计算机病毒应急处理中心通报问题中的 4 项")
    assert seen["verdictAfterSwitch"].startswith("Evidence meets 4 items that NCVERC lists")
    assert seen["language"] == "en"
    assert seen["placeholder"] == "Search findings"


def test_filters_narrow_the_findings_and_live_in_the_address(seen) -> None:
    assert seen["all"] == NUMBERS
    assert seen["searchNothing"] == []
    assert seen["search"] == ["F-09"]
    assert seen["hash"] == "#q=READ_contacts&lang=en"
    assert seen["low"] == ["F-13"]
    assert seen["shown"] == "1 / 13"
    assert seen["lowCategories"] == 1
    assert seen["item"] == ["F-02", "F-03", "F-05", "F-07"]
    assert seen["cleared"] == len(NUMBERS)


def test_a_link_opens_what_it_leads_to(seen) -> None:
    assert seen["opened"] is True


def test_the_theme_can_be_switched(seen) -> None:
    assert seen["theme"] in ("dark", "light")


def test_a_hostile_report_asks_for_nothing_and_says_nothing(tmp_path: Path) -> None:
    address = page(tmp_path, hostile_report())
    log = tmp_path / "net.json"
    done = chromium(
        tmp_path, "--enable-logging=stderr", "--v=0", f"--log-net-log={log}", "--window-size=1280,1000",
        f"--screenshot={tmp_path / 'page.png'}", address,
    )  # fmt: skip
    assert "CONSOLE" not in done.stderr
    assert (tmp_path / "page.png").stat().st_size > 20_000
    requested = set(re.findall(r'"url":"([a-z]+:[^"]*)"', log.read_text(encoding="utf-8", errors="replace")))
    assert not [url for url in requested if "alert" in url or url.startswith(("http://x", "https://x"))]


def test_a_view_can_be_linked_to(tmp_path: Path) -> None:
    address = page(tmp_path, shop_report())
    shown = chromium(tmp_path, "--dump-dom", f"{address}#severity=low,critical&lang=en").stdout
    assert '<html lang="en" class="script">' in shown
    visible = [
        tag for tag in re.findall("<details [^>]*data-finding[^>]*>", shown) if 'hidden=""' not in tag
    ]  # fmt: skip
    assert [re.findall('id="([^"]*)"', tag)[0] for tag in visible] == ["F-01", "F-13"]


def test_a_status_can_be_linked_to(tmp_path: Path) -> None:
    address = page(tmp_path, shop_report())
    shown = chromium(tmp_path, "--dump-dom", f"{address}#status=review").stdout
    visible = [tag for tag in re.findall("<details [^>]*data-finding[^>]*>", shown) if 'hidden=""' not in tag]
    assert visible
    assert all('data-status="review"' in tag for tag in visible)
    assert shown.count('data-status="review" data-category') == len(visible)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_barrier_that_axe_knows(tmp_path: Path, theme: str, width: int) -> None:
    """axe-core is not a dependency: `.ci/run` installs it, and without it there is nothing to ask."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed")
    address = page(tmp_path, shop_report())
    path = tmp_path / "report.html"
    text = re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>', "", path.read_text(encoding="utf-8"))
    text = text.replace('<html lang="zh">', f'<html lang="zh" data-theme="{theme}">')
    probe = f"<script>{AXE.read_text(encoding='utf-8')}</script><script>{AXE_PROBE}</script></body>"
    path.write_text(text.replace("</body>", probe), encoding="utf-8")
    shown = chromium(tmp_path, f"--window-size={width},900", "--dump-dom", address, budget=20_000).stdout
    (found,) = re.findall('<output id="violations">(.*?)</output>', shown)
    assert json.loads(html_module.unescape(found)) == []


def test_print_has_every_finding_opened_and_no_controls(tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    address = page(tmp_path, shop_report())
    chromium(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'report.pdf'}", address)
    command = ["pdftotext", "-layout", str(tmp_path / "report.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert [number for number in NUMBERS if number not in text] == []
    assert "cn.jiguang.internal.DeviceIds.read" in text
    assert "账号一经注册暂不支持注销" in text
    assert "全部展开" not in text
    assert re.search(r"\b1 / \d\d\b", text)
