"""Inputs take paths in any form, and hold them as paths."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from appaudit.artifacts.base import Limits
from appaudit.pipeline.inputs import Inputs


def test_paths_may_be_texts() -> None:
    inputs = Inputs(artifact="a.apk", policies=["p.html"], sdk_lists=[Path("s.csv")], operator_facts="o.yaml")
    assert inputs == Inputs(
        artifact=Path("a.apk"),
        policies=(Path("p.html"),),
        sdk_lists=(Path("s.csv"),),
        operator_facts=Path("o.yaml"),
        limits=Limits(),
    )


def test_inputs_can_be_replaced() -> None:
    assert replace(Inputs(artifact="a.apk", app_categories=["1"]), artifact=Path("b.apk")) == Inputs(
        artifact="b.apk", app_categories=("1",)
    )
