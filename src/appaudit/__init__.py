"""appaudit: would China's privacy regulators put this app on their next list?

    from appaudit import Inputs, Settings, audit, load_catalog

    report = audit(Inputs(artifact="app.apk"), load_catalog(), Settings(as_of="2026-11-24"))

What is imported from here is loaded when it is asked for: the package itself costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from appaudit.catalog import Catalog, load_catalog
    from appaudit.errors import AppauditError
    from appaudit.model.finding import Finding
    from appaudit.model.grade import Confidence, Severity, Status
    from appaudit.model.report import Report
    from appaudit.pipeline.audit import audit
    from appaudit.pipeline.inputs import Inputs, Settings
    from appaudit.pipeline.policy_alone import PolicyAlone
    from appaudit.version import __version__

__all__ = [
    "AppauditError",
    "Catalog",
    "Confidence",
    "Finding",
    "Inputs",
    "PolicyAlone",
    "Report",
    "Settings",
    "Severity",
    "Status",
    "__version__",
    "audit",
    "load_catalog",
]

#: Where what this package offers is at home.
_HOMES = {
    "AppauditError": "errors",
    "Catalog": "catalog",
    "Confidence": "model.grade",
    "Finding": "model.finding",
    "Inputs": "pipeline.inputs",
    "PolicyAlone": "pipeline.policy_alone",
    "Report": "model.report",
    "Settings": "pipeline.inputs",
    "Severity": "model.grade",
    "Status": "model.grade",
    "__version__": "version",
    "audit": "pipeline.audit",
    "load_catalog": "catalog",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found  # asked for once
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
