"""Steps of chains: each is one that the code shows; where it shows none, the chain begins after it."""

from __future__ import annotations

import pytest
from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    OBJECT,
    READ_IMEI,
    call,
    code,
    defined,
    dex,
    manifest,
    new,
    reach,
    reachability,
)

from appaudit.code.graph.edges.dispatch import MAX_RECEIVERS
from appaudit.code.reach.moments import Reach

APP = manifest(application="m.App", launcher="m.Main")
MAIN = defined("Lm/Main;", {"<init>()V": code()}, superclass=ACTIVITY)
TASK = defined("La/t;", {"<init>()V": code(), "a()V": None})
RUN = call("virtual", "La/t;->a()V", 1)


def read_by_task(*start: object, receivers: int = MAX_RECEIVERS + 8, more=()) -> Reach:
    """When the task that reads runs, one of many, where the application class begins like this."""
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*start)}, superclass=APPLICATION)
    others = [
        defined(f"La/t{number};", {"<init>()V": code(), "a()V": code()}, superclass="La/t;")
        for number in range(receivers)
    ]
    reader = defined("La/r;", {"<init>()V": code(), "a()V": code(READ_IMEI)}, superclass="La/t;")
    return reach(reachability(APP, dex(app, MAIN, TASK, reader, *others, *more)), "a.r.a")


@pytest.mark.parametrize("receivers", [2, MAX_RECEIVERS + 8])
def test_a_call_of_what_many_override_is_the_step_to_the_one_that_was_made(receivers: int):
    queue = defined("Lm/Queue;", {"go()V": code(RUN)}, static=["go()V"])
    found = read_by_task(new(1, "La/r;"), call("static", "Lm/Queue;->go()V"), receivers=receivers, more=[queue])
    assert (found.phase, found.chain) == ("pre_consent", ("m.App.onCreate", "m.Queue.go", "a.r.a"))


def test_an_object_of_many_kinds_that_nobody_is_seen_to_call_runs_without_a_step_to_it():
    queue = defined("Lm/Queue;", {"go()V": code(RUN)}, static=["go()V"])
    found = read_by_task(new(1, "La/r;"), more=[queue])
    assert (found.phase, found.chain) == ("pre_consent", ("a.r.a",))


@pytest.mark.parametrize(("caller", "phase"), [("onClick", "other"), ("onPicked", "pre_consent")])
def test_one_that_is_called_only_when_a_person_does_something(caller: str, phase: str):
    view = "Landroid/view/View;"
    page = defined("Lm/Page;", {"<init>()V": code(), f"{caller}({view})V": code(RUN)}, superclass=view)
    assert read_by_task(new(1, "La/r;"), more=[page]).phase == phase


def test_what_nobody_makes_does_not_run():
    queue = defined("Lm/Queue;", {"go()V": code(RUN)}, static=["go()V"])
    assert read_by_task(call("static", "Lm/Queue;->go()V"), more=[queue]).phase == "dead"


def view(name: str, superclass: str) -> Reach:
    """When a method of a view that the app makes when it starts reads; nothing in the code calls the method."""
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(new(1, "La/v;"))}, superclass=APPLICATION)
    made = defined("La/v;", {"<init>()V": code(), f"{name}()V": code(READ_IMEI)}, superclass=superclass)
    return reach(reachability(APP, dex(app, MAIN, made)), f"a.v.{name}")


def test_the_platform_calls_no_method_that_a_shrinker_named():
    assert view("onScrolled", "Landroid/view/View;").phase == "other"
    assert view("a", "Landroid/view/View;").phase == "dead"
    assert view("b0", "Landroid/view/View;").phase == "dead"


def test_a_class_that_is_missing_may_call_it():
    assert view("a", "Lcom/vendor/x;").phase == "other"
    assert view("a", OBJECT).phase == "dead"


@pytest.mark.parametrize(
    ("name", "phase"),
    [("onPageFinished(Landroid/webkit/WebView;Ljava/lang/String;)V", "pre_consent"),
     ("shouldOverrideUrlLoading(Landroid/webkit/WebView;Ljava/lang/String;)Z", "other")],
)  # fmt: skip
def test_a_page_that_the_app_loads_is_no_link_that_somebody_follows(name: str, phase: str):
    client = defined(
        "Lm/Client;", {"<init>()V": code(), name: code(READ_IMEI)}, superclass="Landroid/webkit/WebViewClient;"
    )
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(new(1, "Lm/Client;"))}, superclass=APPLICATION)
    assert reach(reachability(APP, dex(app, MAIN, client)), f"m.Client.{name.partition('(')[0]}").phase == phase


def first_page(*, lifecycle: bool, superclass: str = ACTIVITY) -> str:
    """When the template method of the page that is opened first reads, one of many pages that have such a method.

    A click calls it, and with `lifecycle` the method that shows the page as well.
    """
    template = call("virtual", "La/p;->a()V", 1)
    base = {"<init>()V": code(), "a()V": None, "onClick(Landroid/view/View;)V": code(template)}
    if lifecycle:
        base["onResume()V"] = code(template)
    pages = [
        defined("La/p;", base, superclass=superclass),
        *(
            defined(f"La/p{number};", {"<init>()V": code(), "a()V": code()}, superclass="La/p;")
            for number in range(MAX_RECEIVERS + 8)
        ),
        defined("Lm/Main;", {"<init>()V": code(), "a()V": code(READ_IMEI)}, superclass="La/p;"),
    ]
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(new(1, "Lm/Main;"))}, superclass=APPLICATION)
    return reach(reachability(APP, dex(app, *pages)), "m.Main.a").phase


def test_what_a_click_calls_of_a_page_does_not_run_because_the_page_is_there():
    assert first_page(lifecycle=False) == "other"
    assert first_page(lifecycle=True) == "pre_consent"
    # What the app itself makes is handed to something that may call it, but where nothing else has such a call.
    assert first_page(lifecycle=False, superclass=OBJECT) == "other"
    assert first_page(lifecycle=True, superclass=OBJECT) == "pre_consent"
