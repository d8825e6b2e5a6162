"""An application that stands in the manifest for the one that an annotation names, and near twins that name another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.first_launch import MAIN, READ, READER
from tests.support.program_assembly import APPLICATION, OBJECT, code, defined, dex, manifest, reachability

ENTRY = "Lfix/Entry;"
STUB = defined("Lm/Stub;", {"<init>()V": code()}, superclass=APPLICATION)


def phase_of(*, on: str, named: str = "Lm/Real;", superclass: str = APPLICATION) -> str:
    """When the IMEI is read in `onCreate` of `Real`; the manifest has `Stub`, and `on` is annotated with `named`."""
    real = defined("Lm/Real;", {"<init>()V": code(), "onCreate()V": code(READ)}, superclass=superclass)
    stub = replace(STUB, annotation=(ENTRY, named)) if on == STUB.descriptor else STUB
    others = [] if on == STUB.descriptor else [replace(defined(on, {"<init>()V": code()}), annotation=(ENTRY, named))]
    found = reachability(manifest(application="m.Stub", launcher="m.Main"), dex(real, stub, MAIN, READER, *others))
    return found.of("m.Reader", "m.Reader.read()V", "").phase


@pytest.mark.parametrize("on", ["Lm/Stub;", "Lm/Stub$Real;"])
def test_the_application_that_the_stub_is_annotated_with_starts(on: str) -> None:
    assert phase_of(on=on) == "pre_consent"


@pytest.mark.parametrize("on", ["Lm/StubBuilder;", "Lm/Other$Real;"])
def test_an_annotation_on_another_class_starts_nothing(on: str) -> None:
    assert phase_of(on=on) != "pre_consent"


def test_what_is_no_application_is_not_started() -> None:
    assert phase_of(on="Lm/Stub$Real;", superclass=OBJECT) != "pre_consent"


def test_the_stub_itself_is_no_other() -> None:
    assert phase_of(on="Lm/Stub$Real;", named="Lm/Stub;") != "pre_consent"
