"""Native libraries that start the app again, and near twins that do not."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.code.facts.conduct.native_daemons import native_daemon_facts
from appaudit.model.artifact import NativeLibrary
from appaudit.model.facts.package import NativeLibraryFact

COMMAND = "am startservice --user 0 -n %s/%s"


def found(name="libx.so", *, imports=(), texts=(), is_read=True):
    kept = b"".join(text.encode() + b"\0" for text in texts)
    library = NativeLibrary(name=name, place=f"lib/arm64-v8a/{name}", imports=frozenset(imports), texts=kept)
    facts = native_daemon_facts(
        [library] if is_read else [], [NativeLibraryFact(name=name)], shipped_lexicons().conduct
    )
    return [(fact.mechanism, fact.subject, fact.detail, fact.phase) for fact in facts]


@pytest.mark.parametrize("run", ["system", "popen", "execvp"])
def test_a_process_of_its_own_that_runs_a_command(run):
    assert found(imports=["fork", run], texts=["an error", COMMAND]) == [
        ("native_daemon", "libx.so", (COMMAND,), "other")
    ]


@pytest.mark.parametrize(
    ("imports", "texts"),
    [
        (["fork", "system"], ["an error", "pm install %s"]),
        (["fork"], [COMMAND]),
        (["system"], [COMMAND]),
        (["fork", "system"], ["the program am startled"]),
    ],
    ids=["another command", "nothing runs it", "no other process", "words"],
)
def test_what_starts_nothing(imports, texts):
    assert found(imports=imports, texts=texts) == []


@pytest.mark.parametrize("is_read", [True, False])
def test_a_name_alone_shows_no_restart(is_read):
    assert found("libdaemon_api21.so", is_read=is_read) == [("native_daemon", "libdaemon_api21.so", (), "unknown")]
