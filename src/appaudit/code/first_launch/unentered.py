"""Methods that the system does not enter at a first launch: of pages that end before, and of listeners not told yet.

A listener of what needs a permission is told nothing before that is granted. One of calls is left out: it is told of
states without a permission, of numbers with one.

https://developer.android.com/reference/android/location/LocationManager, android/telephony/PhoneStateListener,
android/hardware/camera2/CameraManager and android/bluetooth/le/BluetoothLeScanner, checked 2026-11-30, not opened.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

import numpy as np

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.program.called_by_system import called_by_system
from appaudit.code.graph.program.links import Flags
from appaudit.model.condition import Condition

#: What closes a page while it is created.
_FINISHED: Final = "android.app.Activity.finish"
#: What tells those who observe a value.
_SET: Final = "androidx.lifecycle.LiveData.setValue"
_FINE, _COARSE = "android.permission.ACCESS_FINE_LOCATION", "android.permission.ACCESS_COARSE_LOCATION"
_CAMERA, _SCAN = "android.permission.CAMERA", "android.permission.BLUETOOTH_SCAN"
#: Types, their methods, and the permissions of which the app needs one.
_TOLD: Final = (
    (("android.location.LocationListener",), ("onLocationChanged",), (_FINE, _COARSE)),
    (("android.location.GnssStatus$Callback",), ("onSatelliteStatusChanged", "onFirstFix"), (_FINE,)),
    (
        ("android.telephony.PhoneStateListener", "android.telephony.TelephonyCallback"),
        ("onCellLocationChanged", "onCellInfoChanged"),
        (_FINE, _COARSE),
    ),
    (
        ("android.hardware.Camera$PreviewCallback", "android.hardware.camera2.CameraDevice$StateCallback"),
        ("onPreviewFrame", "onOpened"),
        (_CAMERA,),
    ),
    (("android.bluetooth.le.ScanCallback",), ("onScanResult", "onBatchScanResults"), (_FINE, _COARSE, _SCAN)),
)


def unentered(
    graph: CallGraph, unshown: Flags, withheld: Collection[str], untold: Iterable[int] = ()
) -> dict[int, Condition]:
    """Those methods, each with what it waits for.

    Args:
        graph: The methods.
        unshown: Those of pages that are finished before they are shown.
        withheld: The permissions that the app cannot have at a first launch.
        untold: Those that observe values which nothing at launch sets.
    """
    found = {
        method: Condition(kind="unshown", subject=_FINISHED, method=graph.name_of(method))
        for method in np.flatnonzero(unshown).tolist()
    }
    for method in untold:
        found[method] = Condition(kind="unset", subject=_SET, method=graph.name_of(method))
    for types, methods, needed in _TOLD:
        if not set(needed) <= set(withheld):
            continue
        for method in np.flatnonzero(called_by_system(graph.links, ((types, methods),))).tolist():
            found[method] = Condition(kind="ungranted", subject=", ".join(needed), method=graph.name_of(method))
    return found
