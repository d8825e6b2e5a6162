"""What the platform and Java call of an object by themselves runs where the object is made."""

from __future__ import annotations

import pytest
from tests.support.first_launch import MAIN
from tests.support.program_assembly import (
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

APP = manifest(application="m.App", launcher="m.Main")
POOL, BUNDLE = "Ljava/util/concurrent/ThreadPoolExecutor;", "Landroid/os/Bundle;"
THREAD, RUNNABLE, STRING = "Ljava/lang/Thread;", "Ljava/lang/Runnable;", "Ljava/lang/String;"
VIEW, DATABASE = "Landroid/view/View;", "Landroid/database/sqlite/SQLiteDatabase;"
CURSOR, SCANNER = "Landroid/database/Cursor;", "Landroid/media/MediaScannerConnection$MediaScannerConnectionClient;"


def phase(kind: str, above: str, method: str, *, is_made: bool = True) -> str:
    """When a method runs of a class below one of the platform or of Java, which is made at launch or not at all."""
    task = defined(
        "Lm/Task;",
        {"<init>()V": code(), method: code(READ_IMEI, registers=16, incoming=6)},
        superclass=above if kind == "extends" else OBJECT,
        interfaces=() if kind == "extends" else [above],
    )
    made = [new(0, "Lm/Task;"), call("direct", "Lm/Task;-><init>()V", 0)] if is_made else []
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*made)}, superclass=APPLICATION)
    return reach(reachability(APP, dex(app, MAIN, task)), f"m.Task.{method.partition('(')[0]}").phase


@pytest.mark.parametrize(
    ("kind", "above", "method", "other"),
    [
        ("extends", "Ljava/util/concurrent/RecursiveAction;", "compute()V", "reset()V"),
        ("extends", "Ljava/util/concurrent/FutureTask;", "done()V", "undone()V"),
        ("extends", POOL, f"beforeExecute({THREAD}{RUNNABLE})V", "terminated()V"),
        ("implements", "Ljava/security/PrivilegedAction;", f"run(){OBJECT}", f"runs(){OBJECT}"),
        ("extends", "Ljava/lang/ThreadLocal;", f"initialValue(){OBJECT}", f"firstValue(){OBJECT}"),
        ("implements", "Ljava/util/Comparator;", f"compare({OBJECT}{OBJECT})I", "order()I"),
        ("extends", "Lorg/xml/sax/helpers/DefaultHandler;", "startDocument()V", "warn()V"),
        (
            "extends",
            "Landroid/database/sqlite/SQLiteOpenHelper;",
            f"onCreate({DATABASE})V",
            "onClosed()V",
        ),
        (
            "extends",
            "Landroid/content/AsyncQueryHandler;",
            f"onQueryComplete(I{OBJECT}{CURSOR})V",
            "onDone()V",
        ),
        ("extends", "Landroid/os/ResultReceiver;", f"onReceiveResult(I{BUNDLE})V", f"onSent(I{BUNDLE})V"),
        ("implements", "Landroid/util/Printer;", f"println({STRING})V", f"prints({STRING})V"),
        (
            "implements",
            "Landroid/view/LayoutInflater$Factory2;",
            f"onCreateView({STRING}){VIEW}",
            "onMade()V",
        ),
        ("implements", "Landroid/webkit/ValueCallback;", f"onReceiveValue({OBJECT})V", f"onValue({OBJECT})V"),
        ("implements", SCANNER, "onMediaScannerConnected()V", "onGone()V"),
    ],
    ids=lambda text: text.rpartition("/")[2],
)
def test_what_is_called_by_others_runs_where_its_object_is_made(kind: str, above: str, method: str, other: str) -> None:
    assert phase(kind, above, method) == "pre_consent"
    assert phase(kind, above, method, is_made=False) == "dead"
    assert phase(kind, above, other) != "pre_consent"
