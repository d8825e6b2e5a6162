"""Components run when the system or somebody starts them, and not because they are in the manifest."""

from __future__ import annotations

from tests.support.program_assembly import (
    ACTIVITY,
    READ_IMEI,
    call,
    code,
    const_class,
    defined,
    dex,
    manifest,
    new,
    reach,
    reachability,
)
from tests.support.small_app import APP, MAIN, READ, READER, app


def test_receivers_and_services_run_later():
    facts = manifest(application="m.App", launcher="m.Main", components={"m.Boot": "receiver", "m.Second": "activity"})
    boot = defined("Lm/Boot;", {"onReceive(Landroid/content/Context;Landroid/content/Intent;)V": code(READ)},
                   superclass="Landroid/content/BroadcastReceiver;")  # fmt: skip
    second = defined("Lm/Second;", {"onResume()V": code(READ_IMEI)}, superclass=ACTIVITY)
    found = reachability(facts, dex(app(), MAIN, READER, boot, second))
    assert reach(found, "m.Reader.read").phase == "other"
    assert reach(found, "m.Second.onResume").phase == "other"


RECEIVE = "onReceive(Landroid/content/Context;Landroid/content/Intent;)V"


def test_a_receiver_that_is_registered_at_launch_runs_when_something_is_broadcast():
    receiver = defined("Lm/Net;", {"<init>()V": code(), RECEIVE: code(READ)},
                       superclass="Landroid/content/BroadcastReceiver;")  # fmt: skip
    found = reachability(APP, dex(app(new(0, "Lm/Net;")), MAIN, READER, receiver))
    assert reach(found, "m.Reader.read").phase == "other"
    asked = call("virtual", f"Lm/Net;->{RECEIVE}", 0, 1, 2)
    found = reachability(APP, dex(app(new(0, "Lm/Net;"), asked), MAIN, READER, receiver))
    assert reach(found, "m.Reader.read").phase == "pre_consent"


def test_a_screen_that_a_notification_opens_is_no_part_of_launch():
    second = defined("Lm/Second;", {"onResume()V": code(READ_IMEI)}, superclass=ACTIVITY)
    intent = [
        const_class(1, "Lm/Second;"),
        call("direct", "Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V", 0, 2, 1),
    ]
    keep = call("static", "Landroid/app/PendingIntent;->getActivity(Landroid/content/Intent;)Ljava/lang/Object;", 0)
    start = call("virtual", "Landroid/content/Context;->startActivity(Landroid/content/Intent;)V", 2, 0)
    facts = manifest(application="m.App", launcher="m.Main", components={"m.Second": "activity"})
    assert reach(reachability(facts, dex(app(intent, keep), MAIN, second)), "m.Second.onResume").phase == "other"
    both = app(intent, keep, start)
    assert reach(reachability(facts, dex(both, MAIN, second)), "m.Second.onResume").phase == "pre_consent"


def test_an_activity_that_launch_code_starts_belongs_to_launch():
    second = defined("Lm/Second;", {"onResume()V": code(READ_IMEI)}, superclass=ACTIVITY)
    jump = app(
        const_class(1, "Lm/Second;"),
        call("direct", "Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V", 0, 2, 1),
    )
    facts = manifest(application="m.App", launcher="m.Main", components={"m.Second": "activity"})
    assert reach(reachability(facts, dex(jump, MAIN, second)), "m.Second.onResume").phase == "pre_consent"


def test_a_service_that_is_only_ended_is_not_started():
    second = defined("Lm/Second;", {"onCreate()V": code(READ_IMEI)}, superclass="Landroid/app/Service;")
    facts = manifest(application="m.App", launcher="m.Main", components={"m.Second": "service"})
    intent = [
        const_class(1, "Lm/Second;"),
        call("direct", "Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V", 0, 2, 1),
    ]
    end = call("virtual", "Landroid/content/Context;->stopService(Landroid/content/Intent;)Z", 2, 0)
    start = call("virtual", "Landroid/content/Context;->startService(Landroid/content/Intent;)Z", 2, 0)
    assert reach(reachability(facts, dex(app(*intent, end), MAIN, second)), "m.Second.onCreate").phase == "other"
    both = dex(app(*intent, end, start), MAIN, second)
    assert reach(reachability(facts, both), "m.Second.onCreate").phase == "pre_consent"


def test_a_page_whose_entry_in_the_manifest_is_only_looked_up_is_not_started():
    second = defined("Lm/Second;", {"onCreate(Landroid/os/Bundle;)V": code(READ_IMEI)}, superclass=ACTIVITY)
    facts = manifest(application="m.App", launcher="m.Main", components={"m.Second": "activity"})
    name, manager = "Landroid/content/ComponentName;", "Landroid/content/pm/PackageManager;"
    named = [
        const_class(1, "Lm/Second;"),
        call("direct", f"{name}-><init>(Landroid/content/Context;Ljava/lang/Class;)V", 0, 2, 1),
    ]
    looked_up = call("virtual", f"{manager}->getActivityInfo({name}I)Landroid/content/pm/ActivityInfo;", 3, 0, 4)
    shown = call("virtual", f"Landroid/content/Intent;->setComponent({name})Landroid/content/Intent;", 3, 0)
    start = call("virtual", "Landroid/content/Context;->startActivity(Landroid/content/Intent;)V", 2, 3)
    second_page = "m.Second.onCreate"
    assert reach(reachability(facts, dex(app(*named, looked_up), MAIN, second)), second_page).phase == "other"
    both = dex(app(*named, looked_up, shown, start), MAIN, second)
    assert reach(reachability(facts, both), second_page).phase == "pre_consent"
