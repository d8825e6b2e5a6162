"""The pipeline recipes parse, and their commands run here with the programs that a runner would have."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml
from lxml import etree

from tests.support.gitlab_schemas import CODE_QUALITY, SAST
from tests.support.sample_paths import sample

ROOT = Path(__file__).resolve().parent.parent
RECIPES = ROOT / "docs" / "pipelines"


@pytest.fixture
def programs(tmp_path):
    """A folder for PATH with an `appaudit` that runs these sources."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "appaudit"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m appaudit "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return folder


@pytest.fixture
def checkout(tmp_path):
    """A project whose build has made a package, with its documents, laid out as the recipes say."""
    folder = tmp_path / "project"
    planted = sample("planted-shop")
    for source, place in (
        (planted.apk, "app/build/outputs/apk/release/app-release.apk"),
        (planted.policy, "docs/privacy.html"),
        (planted.sdk_list, "docs/sdks.csv"),
    ):
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    return folder


def run_script(script, folder, programs, shell=("bash", "-e"), **variables):
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        **variables,
    }
    return subprocess.run(
        [*shell, "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def endings(folder):
    return sorted(path.suffix for path in folder.iterdir())


# --- GitHub ---------------------------------------------------------------------------------------------------


def action():
    return yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


def run_action(checkout, programs, tmp_path, **inputs):
    """The scan step of the action with the variables that a runner would set."""
    given = {name: str(item.get("default", "")) for name, item in action()["inputs"].items()}
    given |= {name.replace("_", "-"): value for name, value in inputs.items()}
    (step,) = [step for step in action()["runs"]["steps"] if step.get("id") == "scan"]
    variables = {}
    for name, expression in step["env"].items():
        (key,) = re.findall(r"^\$\{\{ inputs\.([a-z-]+) \}\}$", expression)
        variables[name] = given[key]
    output, summary = tmp_path / "output", tmp_path / "summary"
    installed = tmp_path / "runner" / "appaudit"
    if not installed.exists():
        installed.mkdir(parents=True)
        (installed / "bin").symlink_to(programs)
    # As the runner calls it: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
    shell = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
    done = run_script(
        step["run"], checkout, programs, shell, **variables,
        GITHUB_OUTPUT=str(output), GITHUB_STEP_SUMMARY=str(summary), GITHUB_WORKSPACE=str(checkout),
        RUNNER_TEMP=str(tmp_path / "runner"),
    )  # fmt: skip
    read = [path.read_text("utf-8") if path.exists() else "" for path in (output, summary)]
    return done, dict(line.split("=", 1) for line in read[0].splitlines()), read[1]


def test_the_action_is_whole():
    document = action()
    assert document["runs"]["using"] == "composite"
    for step in document["runs"]["steps"]:
        assert ("uses" in step) != ("run" in step)
        assert "run" not in step or step["shell"] == "bash"
        # An expression inside a script would be an injection.
        assert "${{" not in step.get("run", "")
    for output in document["outputs"].values():
        assert re.fullmatch(r"\$\{\{ steps\.scan\.outputs\.[a-z-]+ \}\}", output["value"])


def test_the_action_leaves_later_steps_their_python_and_path():
    """No step writes to GITHUB_PATH or GITHUB_ENV, and the Python that is set up is not put on the path."""
    text = (ROOT / "action.yml").read_text("utf-8")
    assert "GITHUB_PATH" not in text
    assert "GITHUB_ENV" not in text
    (python,) = [step for step in action()["runs"]["steps"] if "setup-python" in step.get("uses", "")]
    assert python["with"]["update-environment"] is False


@pytest.mark.parametrize("wheels", ["", "wheels"])
def test_the_action_installs_by_hash_or_from_a_folder_alone(wheels, tmp_path):
    """pip is a program that writes down what it is asked for; the environment is not made."""
    (step,) = [step for step in action()["runs"]["steps"] if step["name"] == "Install appaudit"]
    python, calls = tmp_path / "python", tmp_path / "calls"
    script = f"""#!/bin/sh
mkdir -p "$3/bin"
printf '#!/bin/sh\\necho "$@" >> {calls}\\n' > "$3/bin/python"
chmod +x "$3/bin/python"
"""
    python.write_text(script, encoding="utf-8")
    python.chmod(0o755)
    done = run_script(
        step["run"], tmp_path, tmp_path, ("bash", "-eo", "pipefail"),
        APPAUDIT_PYTHON=str(python), APPAUDIT_WHEELS=wheels, RUNNER_TEMP=str(tmp_path), GITHUB_ACTION_PATH=str(ROOT),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    asked = calls.read_text("utf-8").splitlines()
    assert all(("--no-index" in line) == bool(wheels) for line in asked)
    assert any("--require-hashes" in line for line in asked) == (not wheels)


def test_the_action_scans_and_fails_on_findings(checkout, programs, tmp_path):
    done, outputs, summary = run_action(
        checkout, programs, tmp_path,
        artifact="app/build/outputs/apk/release/*.apk\n", policy="docs/privacy.html", sdk_list="docs/sdks.csv",
    )  # fmt: skip
    assert (done.returncode, outputs) == (1, {"reports": "appaudit-reports", "exit-code": "1"}), done.stderr
    assert endings(checkout / "appaudit-reports") == [".html", ".json", ".md", ".sarif", ".txt", ".xml"]
    assert summary.count("| F-01 |") == 1
    annotations = [line for line in done.stdout.splitlines() if line.startswith("::error ")]
    assert len(annotations) == 10
    assert any("file=docs/privacy.html,line=" in line for line in done.stdout.splitlines())


def test_the_action_passes_what_it_is_given_as_words(checkout, programs, tmp_path):
    """Names with spaces and with the signs of a shell stay names."""
    odd = checkout / "a b; touch pwned $(touch pwned).apk"
    odd.write_bytes(sample("clean-shop").apk.read_bytes())
    done, outputs, _ = run_action(
        checkout, programs, tmp_path, artifact=odd.name, fail_on="never", formats="json", output="my reports",
        arguments="--as-of=2026-11-24\n--regulation\ncac-191", language="en",
    )  # fmt: skip
    assert (done.returncode, outputs["reports"]) == (0, "my reports"), done.stderr
    (report,) = (checkout / "my reports").glob("*.json")
    document = json.loads(report.read_text("utf-8"))
    assert [row["id"] for row in document["regulations"]] == ["cac-191"]
    assert document["tool"]["as_of"] == "2026-11-24"
    assert not (checkout / "pwned").exists()


def test_the_action_reports_a_package_that_is_not_there(checkout, programs, tmp_path):
    done, outputs, _ = run_action(checkout, programs, tmp_path, artifact="nowhere/*.apk", language="en")
    assert (done.returncode, outputs["exit-code"]) == (2, "2")
    assert "nowhere" in done.stderr


def test_the_workflow_uses_inputs_and_outputs_that_the_action_has():
    workflow = yaml.safe_load((RECIPES / "github.yml").read_text("utf-8"))
    steps = workflow["jobs"]["appaudit"]["steps"]
    (step,) = [step for step in steps if "/appaudit@" in step.get("uses", "")]
    assert set(step["with"]) <= set(action()["inputs"])
    used = set(re.findall(r"steps\.audit\.outputs\.([a-z-]+)", (RECIPES / "github.yml").read_text("utf-8")))
    assert used <= set(action()["outputs"])
    assert all("${{" not in step.get("run", "") for step in steps)


# --- GitLab, Jenkins, Gradle ----------------------------------------------------------------------------------


def test_the_gitlab_job_scans_and_its_artifacts_are_there(checkout, programs):
    document = yaml.safe_load((RECIPES / "gitlab-ci.yml").read_text("utf-8"))
    job = document["appaudit"]
    done = run_script("\n".join(job["script"]), checkout, programs, **document["variables"])
    assert done.returncode == 1, done.stderr
    assert 1 not in job["allow_failure"]["exit_codes"]
    (junit,) = checkout.glob(job["artifacts"]["reports"]["junit"])
    assert int(etree.parse(str(junit)).getroot().get("failures")) > 0
    for name, schema in (("codequality", CODE_QUALITY), ("sast", SAST)):
        (report,) = checkout.glob(job["artifacts"]["reports"][name])
        jsonschema.Draft7Validator(schema).validate(json.loads(report.read_text("utf-8")))
    assert all((checkout / path).is_dir() for path in job["artifacts"]["paths"])
    assert list(checkout.glob("appaudit-reports/*.md"))
    lenient = {**document["variables"], "APPAUDIT_FAIL_ON": "never"}
    assert run_script("\n".join(job["script"]), checkout, programs, **lenient).returncode == 0


def test_the_jenkins_stage_scans(checkout, programs):
    text = (RECIPES / "Jenkinsfile").read_text("utf-8")
    variables = dict(re.findall(r"^\s+(APPAUDIT_\w+) = '([^']*)'$", text, re.MULTILINE))
    # Groovy's ''' strings keep everything but the backslash before a line end, which joins the lines.
    install, scan = (script.replace("\\\n", "") for script in re.findall(r"sh '''\n(.*?)'''", text, re.DOTALL))
    assert "pip install" in install
    done = run_script(scan, checkout, programs, ("sh", "-xe"), **variables)
    assert done.returncode == 1, done.stderr
    for pattern in re.findall(r"'(appaudit-reports/[^']+)'", text):
        assert list(checkout.glob(pattern)), pattern


def test_the_gradle_task_calls_the_scan_with_options_that_exist(checkout, programs):
    """Gradle is not run here: its words are taken from the file, with the paths it would put in."""
    text = (RECIPES / "appaudit.gradle.kts").read_text("utf-8")
    words = re.search(r"commandLine\((.*?)\n        \)", text, re.DOTALL)[1]
    paths = {
        "program.get()": "appaudit", "policy.path": "docs/privacy.html", "sdkList.path": "docs/sdks.csv",
        "reports.get().asFile.path": "build/reports",
    }  # fmt: skip
    tokens = re.findall(
        r'"([^"]*)"|(program\.get\(\)|policy\.path|sdkList\.path|reports\.get\(\)\.asFile\.path)', words
    )
    command = [text or paths[name] for text, name in tokens]
    command.append("app/build/outputs/apk/release/app-release.apk")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [programs / "appaudit", *command[1:]], cwd=checkout, env=environment, capture_output=True, check=False
    )
    assert (command[0], command[1], done.returncode) == ("appaudit", "scan", 1)
    assert endings(checkout / "build" / "reports") == [".html", ".json"]


# --- pre-commit, Docker ---------------------------------------------------------------------------------------


def hook():
    (only,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    return only


@pytest.mark.parametrize(("name", "code"), [("clean-shop", 0), ("planted-shop", 1)])
def test_the_hook_passes_a_whole_policy_and_fails_one_with_gaps(name, code, programs, tmp_path):
    done = run_script(f'{hook()["entry"]} "{sample(name).policy}"', tmp_path, programs, LANG="en_GB.UTF-8")
    assert done.returncode == code, done.stderr
    assert ("[Medium]" in done.stderr) == bool(code)


def test_the_hook_judges_the_whole_policy_of_the_configuration(programs, tmp_path):
    """What one file lacks another may say: no file is passed, and the configuration names them."""
    assert hook()["pass_filenames"] is False
    (tmp_path / "a.html").write_bytes(sample("clean-shop").policy.read_bytes())
    (tmp_path / "b.md").write_text("# 隐私政策\n\n本节没有内容。\n", encoding="utf-8")
    missing = run_script(hook()["entry"], tmp_path, programs, LANG="en_GB.UTF-8")
    assert missing.returncode == 2
    (tmp_path / "appaudit.yml").write_text("policies: [b.md]\n", encoding="utf-8")
    assert run_script(hook()["entry"], tmp_path, programs).returncode == 1
    (tmp_path / "appaudit.yml").write_text("policies: [a.html, b.md]\n", encoding="utf-8")
    whole = run_script(hook()["entry"], tmp_path, programs)
    assert whole.returncode == 0, whole.stderr


@pytest.mark.parametrize(
    "path", ["docs/privacy.html", "privacy-policy.md", "assets/隐私政策.txt", "legal/Privacy.html"]
)
def test_the_hook_looks_at_policies(path):
    assert re.search(hook()["files"], path)


@pytest.mark.parametrize("path", ["README.md", "docs/index.html", "app/main.txt"])
def test_the_hook_leaves_other_files_alone(path):
    assert not re.search(hook()["files"], path)


def instructions():
    text = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    return [line.split(None, 1) for line in text.splitlines() if line and not line.startswith("#")]


def test_the_image_runs_as_an_unprivileged_user():
    words = [name for name, _ in instructions()]
    last = len(words) - 1 - words[::-1].index("FROM")
    (user,) = [value for name, value in instructions()[last:] if name == "USER"]
    assert user not in ("root", "0")
    assert json.loads(dict(instructions()[last:])["ENTRYPOINT"]) == ["appaudit"]


def test_the_image_is_built_from_files_that_exist_and_are_sent():
    """What is copied is there and not left out by .dockerignore; what the build reads is copied."""
    sent = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    copied = set()
    for name, value in instructions():
        if name == "COPY" and not value.startswith("--from"):
            copied |= {Path(word).name for word in value.split()[:-1]}
    assert copied == sent
    assert all((ROOT / name).exists() for name in copied)
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert {"README.md", "LICENSE", "hatch_build.py"} <= copied
    assert set(re.findall(r'^"(\w+)" = "appaudit/', project, re.MULTILINE)) <= copied
