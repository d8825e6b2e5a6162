"""Names and texts made to break reports (`samples/hostile-strings`) are shown, and do nothing."""

import csv
import json
import re
import unicodedata
from functools import cache

import pytest
from lxml import html

from appaudit.cli import exit_code_of
from appaudit.model.codec import encode
from appaudit.model.method_names import plain
from appaudit.report.renderers import is_binary, names, render
from tests.support.printed import ACTIVE_CATEGORIES, active_characters
from tests.support.sample_paths import SAMPLES, sample
from tests.support.sample_reports import AS_OF, audit_of, sample_json, sample_report

HOSTILE = "hostile-strings"
#: Ordinary reports that together have every part that the hostile one has.
ORDINARY = ("planted-shop", "planted-shop-twin")
LANGUAGES = ("zh", "en")
#: Formats in which a text is data, and is given as it is.
FOR_MACHINES = ("json", "sarif")


@cache
def page(name):
    return html.document_fromstring(render("html", sample_report(name), "zh"))


def elements(name):
    return [element for element in page(name).iter() if isinstance(element.tag, str)]


@cache
def texts():
    """What strings.json puts into the package."""
    content = json.loads((SAMPLES / HOSTILE / "strings.json").read_text(encoding="utf-8"))
    return {
        token: text if isinstance(text, str) else text[0] * text[1]
        for part in content.values()
        for token, text in part.items()
    }


def test_the_sample_says_what_it_is_for():
    """The hostile texts reach the report: none was lost on the way, so the tests below test something."""
    document = sample_json(HOSTILE)
    assert document["artifact"]["label"] == texts()["TokenLabel"]
    assert document["artifact"]["version_name"] == texts()["TokenVersion"]
    permissions = {row["name"] for row in document["facts"]["permissions"]}
    for token in ("TokenMarkup", "TokenBidi", "TokenAnsi", "TokenLong"):
        assert f"com.hostile.permission.{texts()[token]}" in permissions
    assert f"{texts()['TokenFormula']}.permission.A" in permissions
    (access,) = document["facts"]["data_access"]
    (method,) = (text for token, text in texts().items() if token.startswith("tokenMethod"))
    assert plain(access["caller"]).endswith(f".{method}")
    (sensor,) = document["facts"]["sensors"]
    assert "\u202e\x00\x9b" in sensor["class"]


def test_every_name_of_the_sdk_list_is_in_the_report():
    """Without characters that nobody sees, and cut where they would flood the table."""
    with sample(HOSTILE).sdk_list.open(encoding="utf-8", newline="") as file:
        names = [row["SDK名称"] for row in csv.DictReader(file)]
    visible = ["".join(c for c in name if unicodedata.category(c) not in ACTIVE_CATEGORIES)[:500] for name in names]
    declared = sample_json(HOSTILE)["facts"]["declared_sdks"]
    assert sorted(visible) == sorted(row["name"] for row in declared if row["source"] == "sdk_list")


# --- HTML -----------------------------------------------------------------------------------------------------


def test_html_has_no_element_of_theirs():
    assert set() == {element.tag for element in elements(HOSTILE)} - {
        element.tag for name in ORDINARY for element in elements(name)
    }


def test_html_has_no_attribute_of_theirs():
    def attributes(name):
        return {(element.tag, attribute) for element in elements(name) for attribute in element.attrib}

    assert set() == attributes(HOSTILE) - set().union(*map(attributes, ORDINARY))
    assert not [pair for pair in attributes(HOSTILE) if pair[1].startswith("on")]


def test_html_scripts_and_styles_are_ours():
    """But for the name on top of printed pages: letters and digits, everything else as escapes of a string."""

    def sources(name):
        texts = [element.text for element in elements(name) if element.tag in ("script", "style")]
        running_head = r'content: "(?:[^\W_]|\\[0-9a-f]{6})+"; font: 8pt'
        replaced = [re.subn(running_head, "", text) for text in texts]
        assert sum(count for _, count in replaced) == 1
        return [text for text, _ in replaced]

    assert sources(HOSTILE) == sources(ORDINARY[0])


def test_html_links_go_nowhere_unexpected():
    """Links that a document names are shown as text or are plain https."""
    links = {element.get(attribute) or "" for element in elements(HOSTILE) for attribute in ("href", "src", "action")}
    assert [link for link in links if link and not re.match(r"#|https://|data:,$", link)] == []
    assert not [link for link in links if "evil.example" in link and '"' in link]


def test_html_shows_the_markup_as_text():
    shown = page(HOSTILE).text_content()
    assert "</title><script>alert(0)</script>\\u202egpj.exe" in shown
    assert "<img src=x onerror=alert(4)>" in shown


# --- text and JSON --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in names() if name not in FOR_MACHINES and not is_binary(name)])
def test_what_people_read_has_no_active_character(name, language):
    assert active_characters(render(name, sample_report(HOSTILE), language)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_is_not_flooded(language):
    """A name of thousands of characters is cut; the report stays as long as the findings are many."""
    assert max(map(len, render("text", sample_report(HOSTILE), language).splitlines())) < 600


def test_json_round_trips():
    assert sample_json(HOSTILE) == encode(sample_report(HOSTILE))


def test_what_the_terminal_shows_is_inert(tmp_path, capsys):
    """The summary on stderr, and a file name that stays in the folder whatever the version name says."""
    paths = sample(HOSTILE)
    inputs = [str(paths.apk), "--policy", str(paths.policy), "--sdk-list", str(paths.sdk_list)]
    assert exit_code_of(["scan", *inputs, "--output", str(tmp_path / "out"), "--as-of", AS_OF]) == 1
    shown = capsys.readouterr()
    assert set() == active_characters(shown.out + shown.err)
    (written,) = (tmp_path / "out").iterdir()
    assert re.fullmatch(r"com\.hostile\.shop-[\w.]+\.report\.html", written.name)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_documents_with_raw_nul_bytes(tmp_path):
    """NUL in a policy or list (kept out of the sample, so that it stays a text file) changes nothing else."""
    paths = sample(HOSTILE)
    policy, sdk_list = tmp_path / "privacy.html", tmp_path / "sdks.csv"
    policy.write_bytes(paths.policy.read_bytes().replace("手机号码".encode(), "手机号码\0".encode()))
    sdk_list.write_bytes(paths.sdk_list.read_bytes().replace(b"KDS", b"K\0DS"))
    report = audit_of(paths.apk, policy=policy, sdk_list=sdk_list)
    assert set() == active_characters(render("text", report, "zh"))
    assert set() == active_characters(render("html", report, "zh"))
    assert {finding.fingerprint for finding in report.findings} == {
        finding.fingerprint for finding in sample_report(HOSTILE).findings
    }
