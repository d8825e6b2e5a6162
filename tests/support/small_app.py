"""An app whose application class runs what a test gives it, beside a page and a class that reads the IMEI."""

from __future__ import annotations

from tests.support.program_assembly import ACTIVITY, APPLICATION, READ_IMEI, call, code, defined, manifest

APP = manifest(application="m.App", launcher="m.Main")
MAIN = defined("Lm/Main;", {"<init>()V": code()}, superclass=ACTIVITY)


def app(*start: object, **more: object):
    """The application class, whose onCreate runs these instructions."""
    return defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*start), **more}, superclass=APPLICATION)


READER = defined("Lm/Reader;", {"read()V": code(READ_IMEI)}, static=["read()V"])
READ = call("static", "Lm/Reader;->read()V")
