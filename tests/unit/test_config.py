"""The configuration file: strict, with the line of every mistake, and what is allowed instead."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import jsonschema
import pytest

from appaudit.artifacts.base import Limits
from appaudit.cli._configuration import find_config
from appaudit.config import ConfigFile, load_config
from appaudit.errors import ConfigError
from appaudit.model.finding import Ignore
from appaudit.report.schema import document_schema
from appaudit.yaml_files import parse_yaml

FULL = """\
policies: [privacy.html, children.html]
sdk_lists: [sdks.csv]
apps:
  - {match: "shop-*.apk", policies: [shop.html], app_category: [online_shopping]}
app_category: [utilities]
facts: audit.yaml
rules: [own-rules]
regulations: [cac-191]
formats: [html, json]
output: reports
lang: en
min_severity: low
min_confidence: medium
fail_on: medium
strict: true
baseline: baseline.json
as_of: 2026-11-24
jobs: 2
timeout: 90
memory: 1500
limits: {entries: 5000, seconds: 20}
ignores:
  - rule: undisclosed-sdk
    subject: jpush
    reason: 随下一版政策披露
    expires: 2027-01-31
  - {rule: excess-permission-unused, subject: "android.permission.*", reason: used by the tablet build, package: a.b}
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "appaudit.yml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, text: str) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        load_config(write(folder, text))
    return caught.value


def test_everything_that_is_allowed_is_read(tmp_path: Path) -> None:
    config = load_config(write(tmp_path, FULL))
    assert config.paths(config.values.policies) == (tmp_path / "privacy.html", tmp_path / "children.html")
    assert config.values.limits == Limits(entries=5000, seconds=20.0)
    assert (config.values.fail_on, config.values.strict, config.values.timeout) == ("medium", True, 90.0)
    assert config.ignores == (
        Ignore(
            rule="undisclosed-sdk",
            subject="jpush",
            reason="随下一版政策披露",
            expires="2027-01-31",
            place="appaudit.yml:23",
        ),
        Ignore(
            rule="excess-permission-unused",
            subject="android.permission.*",
            reason="used by the tablet build",
            package="a.b",
            place="appaudit.yml:27",
        ),
    )
    app = config.app(Path("out/shop-2.apk"))
    assert app is not None
    assert app.policies == ("shop.html",)
    assert config.app(Path("out/other.apk")) is None


def test_the_schema_takes_what_is_read_and_nothing_else() -> None:
    schema = document_schema(ConfigFile, "appaudit.yml", has_defaults=True)
    jsonschema.validate(parse_yaml(FULL, "full"), schema)
    jsonschema.validate({}, schema)
    for name in ("ConfigFile", "IgnoreEntry", "AppEntry"):
        assert all("description" in entry for entry in schema["$defs"][name]["properties"].values())
    for wrong in ({"ignroes": []}, {"fail_on": "hihg"}, {"ignores": [{"rule": "a", "subject": "b"}]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "ignores: []\n"])
def test_an_empty_file_is_a_configuration(tmp_path: Path, text: str) -> None:
    config = load_config(write(tmp_path, text))
    assert (config.values, config.ignores) == (ConfigFile(), ())


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("fail_on: high\nignroes: []\n", ":2: ignroes: unknown key, did you mean ignores?", "是否应为 ignores？"),
        ("colour: red\n", ":1: colour: unknown key; known: policies, sdk_lists", "未知的键；可用：policies"),
        ("\nfail_on: hihg\n", ":2: fail_on: expected one of critical, high", "应为以下之一：critical, high"),
        ("policies: privacy.html\n", ":1: policies: expected a list, found text 'privacy.html'", "应为列表"),
        ("jobs: many\n", ":1: jobs: expected a whole number", "应为数字"),
        ("jobs: 0\n", ":1: jobs: must be greater than 0", "必须大于 0"),
        ("strict: yes\n", ":1: strict: expected true or false", "应为 true 或 false"),
        ("limits:\n  entrys: 5\n", ":2: limits.entrys: unknown key, did you mean entries?", "是否应为 entries？"),
        ("limits:\n  entries: -1\n", ":2: limits.entries: must not be negative", "不能为负数"),
        ("ignores:\n- {rule: a, subject: b}\n", ":2: ignores[0].reason: missing", "缺少这一项"),
        ("ignores:\n- {rule: a, subject: b, reason: ' '}\n", ":2: ignores[0].reason: must not be empty", "不能为空"),
        ("ignores:\n- {rule: 'a*', subject: b, reason: c}\n", ":2: ignores[0].rule: must be one rule id", "规则编号"),
        (
            "ignores:\n- {rule: a, subject: b, reason: c, expires: 31.12.2026}\n",
            ":2: ignores[0].expires: expected a date like 2027-01-31, found '31.12.2026'",
            "应为 2027-01-31 形式的日期",
        ),
        ("as_of: 2026-13-01\n", ":1: as_of: expected a date", "形式的日期"),
        ("jobs: 1\njobs: 2\n", ":2: the key 'jobs' occurs twice", ":2: 键 'jobs' 重复出现"),
        ("- just\n- a list\n", ":1: file: expected a mapping, found a list", "应为键值对"),
        ("a: [\n", ":2:", ":2:"),
    ],
)
def test_a_mistake_is_named_with_its_line_in_both_languages(
    tmp_path: Path, text: str, english: str, chinese: str
) -> None:
    error = problems(tmp_path, text)
    assert f"appaudit.yml{english}" in error.message
    assert chinese in error.zh
    assert "appaudit schema --config" in error.hint


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    assert len(problems(tmp_path, "a: 1\nb: 2\nfail_on: x\n").message.splitlines()) == 3


def test_no_file_and_two_files(tmp_path: Path) -> None:
    assert find_config(tmp_path) is None
    with pytest.raises(ConfigError, match="does not exist"):
        load_config(tmp_path / "appaudit.yml")
    path = write(tmp_path, "")
    assert find_config(tmp_path) == path
    (tmp_path / "appaudit.yaml").write_text("")
    with pytest.raises(ConfigError, match="Both"):
        find_config(tmp_path)


@pytest.mark.parametrize("name", ["configuration.md", "configuration.zh-CN.md"])
def test_the_documented_file_is_read_and_names_every_key_and_limit(tmp_path: Path, name: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / name).read_text("utf-8")
    example = page.split("```yaml\n")[1].split("```")[0]
    config = load_config(write(tmp_path, example))
    assert len(config.ignores) == 1
    assert {item.name for item in fields(ConfigFile)} <= set(parse_yaml(example, name))
    assert all(f"`{item.name}`" in page for item in fields(Limits))
