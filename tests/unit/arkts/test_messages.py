"""What a message of an app's own runs, and when: listeners, workers, and who watches a state."""

from __future__ import annotations

import pytest
from tests.support.written_programs import read_written

from appaudit.model.facts.code import ApiCallFact

READ = "identifier.getOAID()"
ADS = "import { identifier } from '@kit.AdsKit';\n"
EVENTS = "import { emitter } from '@kit.BasicServicesKit';\n"
THREADS = "import { worker } from '@kit.ArkTS';\n"
HUB = "getContext(this).eventHub"


def phase(body: str, *, click: str = "", members: str = "", **files: str) -> str:
    """When the identifier is read in an app whose first page does something as it appears, or once it is clicked."""
    button = f"Button('a').onClick(() => {{ {click} }})" if click else ""
    shown = f"aboutToAppear() {{ {body} }} build() {{ Column() {{ {button} }} }}"
    page = f"@Entry @Component struct Index {{ {members} {shown} }}"
    texts = {f"workers/{name}.ets": THREADS + ADS + text for name, text in files.items()}
    reading = read_written(ADS + EVENTS + THREADS + page, files=texts)
    [found] = [fact for fact in reading.facts if isinstance(fact, ApiCallFact) and fact.api.endswith("getOAID")]
    return found.phase


@pytest.mark.parametrize(
    ("listens", "sends", "other"),
    [
        ("emitter.on({eventId: 1}, @)", "emitter.emit({eventId: 1})", "emitter.emit({eventId: 2})"),
        ("emitter.once('x', @)", "emitter.emit('x')", "emitter.emit('y')"),
        (f"{HUB}.on('x', @)", f"{HUB}.emit('x')", f"{HUB}.emit('y')"),
        (f"{HUB}.on('x', @)", "this.getUIContext().getHostContext().eventHub.emit('x')", "emitter.emit('x')"),
    ],
)
def test_a_listener_runs_when_its_message_is_sent(listens: str, sends: str, other: str) -> None:
    listens = listens.replace("@", f"() => {{ {READ} }}")
    assert phase(f"{listens}; {sends}") == "pre_consent"
    assert phase(listens, click=sends) == "other"
    assert phase(f"{listens}; {other}") == "other"


_MADE = "const w = new worker.ThreadWorker('entry/ets/workers/a.ets');"
_WAITS = f"worker.workerPort.onmessage = () => {{ {READ} }}"


def test_a_worker_runs_when_it_is_made_and_waits_for_messages() -> None:
    assert phase(_MADE, a=READ) == "pre_consent"
    assert phase("", click=_MADE, a=READ) == "other"
    assert phase(f"{_MADE} w.postMessage(1)", a=_WAITS) == "pre_consent"
    assert phase(_MADE, a=_WAITS) == "unknown"
    waits = f"worker.workerPort.addEventListener('message', () => {{ {READ} }})"
    assert phase(f"{_MADE} w.postMessage(1)", a=waits) == "pre_consent"
    assert phase(_MADE, click="w.postMessage(1)", a=waits) == "other"


def test_a_worker_answers_who_made_it() -> None:
    back = "worker.workerPort.onmessage = () => { worker.workerPort.postMessage(1) }"
    body = f"{_MADE} w.onmessage = () => {{ {READ} }};"
    assert phase(f"{body} w.postMessage(1)", a=back) == "pre_consent"
    assert phase(body, a=back) == "unknown"


def test_of_two_workers_each_has_its_own_messages() -> None:
    other = "new worker.ThreadWorker('entry/ets/workers/b.ets').postMessage(1)"
    assert phase(other, click=f"{_MADE} w.postMessage(1)", a=_WAITS, b="const q = 1") == "other"


_STATE = "@State @Watch('look') n: number = 0; look() { identifier.getOAID() }"


def test_who_watches_a_state_runs_when_it_is_written() -> None:
    assert phase("this.n = 1", members=_STATE) == "pre_consent"
    assert phase("", click="this.n = 1", members=_STATE) == "other"
    assert phase("if (this.m) { this.n = 1 }", members=f"@State m: boolean = false; {_STATE}") == "other"
