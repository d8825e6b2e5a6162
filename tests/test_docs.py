"""The documentation is up to date, its links lead somewhere, and the commands in it work."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import jsonschema
import pytest
import yaml

from appaudit.cli import exit_code_of, main
from appaudit.config import load_config
from appaudit.gate.verdicts import read_verdicts
from appaudit.yaml_files import read_yaml
from tests.support.sample_reports import shipped_catalog

ROOT = Path(__file__).resolve().parent.parent
#: Pages that are written by hand or generated here; folders below docs/ that others generate are not ours to read.
PAGES = sorted([*ROOT.glob("docs/*.md"), ROOT / "README.md", ROOT / "README.zh-CN.md"])
NAMES = [str(path.relative_to(ROOT)) for path in PAGES]
TRANSLATED = [path for path in PAGES if path.parent == ROOT / "docs" and not path.name.endswith(".zh-CN.md")]
#: These lead into each other by headings, which a rewrite of one page takes from the others.
LINKED = sorted([*PAGES, *ROOT.glob("bench/**/*.md"), ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md"])


def fences(path, *kinds):
    """The code blocks of a page in one of the languages named."""
    blocks = re.findall(r"^```(\w*)\n(.*?)^```", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [text for kind, text in blocks if kind in kinds]


def commands(path):
    """Every `appaudit …` command line of a page, in code blocks and in code spans, as words."""
    text = path.read_text("utf-8")
    lines = [line for block in fences(path, "sh", "text") for line in block.replace("\\\n", " ").splitlines()]
    lines += re.findall(r"`(appaudit [^`]+)`", text)
    for line in lines:
        match = re.match(r"\s*(?:\.venv/bin/)?(appaudit .*)", line)
        if match and "COMMAND" not in line and "命令" not in line and "[" not in line:
            yield shlex.split(match[1], comments=True)


def resolved(words):
    """The click command that a line calls and the words after its name."""
    command, context = main, click.Context(main, info_name="appaudit")
    rest = list(words[1:])
    while rest and rest[0].startswith("-"):
        rest.pop(0)
    while isinstance(command, click.Group) and rest and re.fullmatch(r"[a-z]+", rest[0]):
        inner = command.get_command(context, rest[0])
        assert inner is not None, f"no command {rest[0]!r} in {shlex.join(words)!r}"
        command, context = inner, click.Context(inner, info_name=rest.pop(0), parent=context)
    return command, rest


def test_the_command_reference_is_up_to_date():
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "build.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def headings(path):
    """The names by which a page's headings are linked to, as GitHub makes them."""
    text = re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL)
    titles = re.findall(r"^#+ (.*)$", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("path", LINKED, ids=[str(path.relative_to(ROOT)) for path in LINKED])
def test_links_lead_to_files_and_headings(path):
    text = re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL)
    lost = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        name, _, heading = target.partition("#")
        page = path.parent / name if name else path
        if "://" not in target and (not page.exists() or (heading and heading not in headings(page))):
            lost.append(target)
    assert lost == []


@pytest.mark.parametrize("path", TRANSLATED, ids=[path.name for path in TRANSLATED])
def test_every_page_has_its_other_language_with_the_same_parts(path):
    if path.name == "README.md":
        assert all(f"{other.name}" in path.read_text("utf-8") for other in TRANSLATED if other != path)
        return
    other = path.with_name(path.name.replace(".md", ".zh-CN.md"))

    def shape(page):
        text = page.read_text("utf-8")
        return len(re.findall(r"^#+ ", text, re.MULTILINE)), len(fences(page, "sh", "yaml", "text"))

    assert shape(other) == shape(path)
    assert f"]({other.name})" in path.read_text("utf-8")
    assert f"]({path.name})" in other.read_text("utf-8")


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_commands_and_options_exist(path):
    for words in commands(path):
        command, rest = resolved(words)
        known = {name for item in command.params for name in (*item.opts, *item.secondary_opts)} | {"--help", "-h"}
        options = [word.partition("=")[0] for word in rest if word.startswith("-") and word != "--"]
        assert [option for option in options if option not in known] == [], shlex.join(words)


def test_the_exit_codes_of_the_docs_are_those_of_the_program():
    import appaudit.errors as errors

    real = {str(value) for name, value in vars(errors).items() if name.startswith("EXIT_")}
    for name in ("commands.md", "commands.zh-CN.md", "pipelines.md", "pipelines.zh-CN.md"):
        text = (ROOT / "docs" / name).read_text("utf-8")
        assert set(re.findall(r"^\| (\d+) \|", text, re.MULTILINE)) == real


@pytest.mark.parametrize("name", ["quick-start.md", "quick-start.zh-CN.md"])
def test_the_first_audit_of_the_quick_start_does_what_it_says(name, tmp_path, monkeypatch):
    (words,) = [words for words in commands(ROOT / "docs" / name) if "samples/planted-shop/planted-shop.apk" in words]
    monkeypatch.chdir(ROOT)
    words[words.index("--output") + 1] = str(tmp_path / "out")
    assert exit_code_of([*words[1:], "-q"]) == 0
    (report,) = (tmp_path / "out").iterdir()
    assert f"`{report.name}`" in (ROOT / "docs" / name).read_text("utf-8").replace("out/", "")


@pytest.mark.parametrize("name", ["configuration.md", "configuration.zh-CN.md"])
def test_the_configurations_of_the_docs_load_and_fit_the_schema(name, tmp_path):
    schema = json.loads(subprocess.check_output([sys.executable, "-m", "appaudit", "schema", "--config"]))
    blocks = fences(ROOT / "docs" / name, "yaml")
    assert blocks
    for index, block in enumerate(blocks):
        path = tmp_path / f"{index}.yml"
        path.write_text(block, encoding="utf-8")
        if block.startswith("verdicts:\n"):  # a file of its own
            assert read_verdicts(path).entries
            continue
        assert load_config(path).path == path
        jsonschema.validate(read_yaml(path), schema)


@pytest.mark.parametrize("name", ["configuration.md", "configuration.zh-CN.md"])
def test_the_rules_that_the_docs_ignore_exist(name):
    rules = {rule.id for rule in shipped_catalog().rules}
    named = {
        entry["rule"]
        for block in fences(ROOT / "docs" / name, "yaml")
        for entry in yaml.safe_load(block).get("ignores", ())
    }
    assert named
    assert named <= rules
