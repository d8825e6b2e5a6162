"""The workbench in a real headless Chromium: a package is chosen, its report is read, a verdict is given."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.chromium import BROWSER, Page, browsing
from tests.support.sample_paths import sample
from tests.support.workbench import listening, settings_in

from appaudit.serve.workbench import Workbench

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed"),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with listening(Workbench(settings_in(tmp_path_factory.mktemp("bench")))) as found:
        yield found


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browsing(tmp_path_factory.mktemp("chromium")) as found:
        yield found


def test_from_a_package_to_a_verdict(address: str, page: Page) -> None:
    page.open(f"{address}/?lang=en")
    page.choose("#package", sample("planted-shop").apk)
    page.choose("#policy", sample("planted-shop").policy)
    page.run("document.querySelector('#new-audit button.main').click()")
    page.wait_for("document.querySelector('iframe.report') !== null")
    assert page.run("document.querySelector('h1').innerText") == "青禾集市 1.3.0"
    # A sandboxed frame has no origin: neither side can reach the other.
    assert page.run("document.querySelector('iframe.report').contentDocument") is None
    audit = page.run("location.pathname")

    page.open(f"{address}{audit}/findings")
    page.run("document.querySelector('#choose-all').click()")
    count = page.run("document.querySelectorAll('input[name=fingerprint]').length")
    assert page.run("document.querySelector('#chosen').innerText") == str(count)
    page.run("document.querySelector('#decision').value = 'confirmed'")
    page.run("document.querySelector('#decision').form.requestSubmit()")
    page.wait_for("location.search.startsWith('?changed=') && document.readyState === 'complete'")
    assert page.run("document.querySelectorAll('td .mark').length") == count
    assert page.logged == []


#: Whether the focus stands on something that is seen, with a line around it.
SEEN = """(() => {
  const item = document.activeElement, place = item.getBoundingClientRect();
  if (item === document.body || item.tagName === "IFRAME") return true;
  return getComputedStyle(item).outlineStyle !== "none" && place.width > 5 && place.height > 5 && place.right > 0;
})()"""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element has the focus, which is seen wherever it stands on the way."""
    for _ in range(100):
        page.press("Tab", 9)
        assert page.run(SEEN), page.run("document.activeElement.outerHTML.slice(0, 200)")
        if page.run(f"document.activeElement.matches({json.dumps(selector)})"):
            return
    raise AssertionError(f"the keyboard does not lead to {selector}")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_keyboard_leads_from_a_package_to_a_verdict(address: str, page: Page, width: int) -> None:
    page.open(f"{address}/?lang=en", width=width)
    tab_to(page, "#package")
    page.choose("#package", sample("planted-shop").apk)
    tab_to(page, "#new-audit button.main")
    page.press("Enter", 13, "\r")
    page.wait_for("document.querySelector('iframe.report') !== null")
    tab_to(page, "nav.tabs a[href$='/findings']")
    page.press("Enter", 13, "\r")
    page.wait_for("document.querySelector('#choose-all') !== null && document.readyState === 'complete'")
    tab_to(page, "#choose-all")
    page.press(" ", 32, " ")
    tab_to(page, "#decision")
    page.press("ArrowDown", 40)
    assert page.run("document.querySelector('#decision').value") == "confirmed"
    tab_to(page, "form button.main")
    page.press("Enter", 13, "\r")
    page.wait_for("location.search.startsWith('?changed=') && document.readyState === 'complete'")
    assert page.run("document.querySelectorAll('td .mark').length") > 10
    assert page.logged == []


def test_a_dropped_file_goes_where_its_name_says(address: str, page: Page) -> None:
    page.open(f"{address}/?lang=en")
    page.run("""(() => {
      const transfer = new DataTransfer();
      for (const name of ["App.APK", "privacy.html", "sdks.csv", "audit.yaml", "mapping.txt"]) {
        transfer.items.add(new File(["x"], name));
      }
      document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: transfer }));
    })()""")
    fields = "[...document.querySelectorAll('input[type=file]')]"
    names = "[...field.files].map((file) => file.name).join()"
    assert page.run(f"Object.fromEntries({fields}.map((field) => [field.id, {names}]))") == {
        "package": "App.APK", "policy": "privacy.html", "sdk_list": "sdks.csv", "facts": "audit.yaml",
        "mapping": "mapping.txt", "privacy_guide": "",
    }  # fmt: skip


def test_apps_are_offered_as_their_names_are_typed(address: str, page: Page) -> None:
    page.open(f"{address}/?lang=en")
    page.run("document.querySelector('#documents').open = true")
    tab_to(page, "#app")
    for key in "qinghe":
        page.press(key, ord(key.upper()), key)
    page.wait_for("document.querySelector('#apps').options.length === 1")
    assert page.run("document.querySelector('#apps').options[0].value") == "com.qinghe.market (android)"
    assert page.logged == []


def test_on_paper_what_is_folded_is_read_and_no_form_is_in_the_way(address: str, page: Page) -> None:
    page.open(f"{address}/audits/1/policy?lang=en", is_printed=True)
    heights = "[...document.querySelectorAll('.clause details:not([open]) .quote')].map((item) => item.offsetHeight)"
    assert min(page.run(heights)) > 10
    for path in ("/", "/audits/1/findings", "/apps/1"):
        page.open(f"{address}{path}", is_printed=True)
        shown = "[...document.querySelectorAll('input, select, button, nav')].filter((item) => item.offsetHeight > 0)"
        assert page.run(f"{shown}.map((item) => item.outerHTML)") == []


@pytest.mark.parametrize(
    "path", ["/", "/audits/1", "/audits/1/findings", "/audits/1/policy", "/apps", "/apps/1", "/apps/1/facts", "/log"]
)
def test_nothing_is_wider_than_a_phone_and_everything_is_reached_by_keyboard(
    address: str, page: Page, path: str
) -> None:
    page.open(f"{address}{path}", width=390, height=800)
    assert page.run("document.documentElement.scrollWidth") == 390
    page.press("Tab", 9)
    assert page.run("document.activeElement.className") == "skip"
    page.press("Tab", 9)
    assert page.run("document.activeElement.innerText") == "appaudit"
    fields = "[...document.querySelectorAll('input:not([type=hidden]), select')]"
    assert page.run(f"{fields}.filter((field) => !field.labels.length && !field.ariaLabel).length") == 0


def test_an_upload_that_is_refused_says_why_and_keeps_the_form(address: str, page: Page, tmp_path: Path) -> None:
    page.open(f"{address}/?lang=en")
    page.choose("#package", sample("clean-shop").apk)
    page.run("document.querySelector('#as_of').type = 'text'; document.querySelector('#as_of').value = 'soon'; 0")
    page.run("document.querySelector('#new-audit button.main').click()")
    page.wait_for("!document.querySelector('#refusal').hidden")
    assert "Expected a date" in page.run("document.activeElement.innerText")
    assert page.run("document.querySelector('#package').files.length") == 1
