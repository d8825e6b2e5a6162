"""Which classes of the platform that apps extend stand below which: what an app's class is may be two steps above it.

Read on 2026-11-30 from the classes of Android 14 themselves (the archive android-all 14 of Robolectric, whose classes
are AOSP's); of these what apps can extend, without what is hidden from them. The classes of java.util.function are told
by https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/function/package-summary.html, not opened.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from appaudit.dex.hashes import Hashes, hash_texts

_DRAWN: Final = "android.graphics.drawable"
#: Superclass, a package, and the classes of that package that extend it.
_EXTENDED: Final = (
    ("android.app.Activity", "android.accounts", "AccountAuthenticatorActivity"),
    ("android.app.Activity", "android.app", "ActivityGroup AliasActivity ExpandableListActivity ListActivity"),
    ("android.app.Activity", "android.app", "NativeActivity"),
    ("android.app.ActivityGroup", "android.app", "TabActivity"),
    ("android.app.ListActivity", "android.app", "LauncherActivity"),
    ("android.app.ListActivity", "android.preference", "PreferenceActivity"),
    ("android.app.Fragment", "android.app", "DialogFragment ListFragment"),
    ("android.app.Fragment", "android.preference", "PreferenceFragment"),
    ("android.app.Fragment", "android.webkit", "WebViewFragment"),
    ("android.app.Dialog", "android.app", "AlertDialog Presentation"),
    ("android.app.AlertDialog", "android.app", "DatePickerDialog ProgressDialog TimePickerDialog"),
    ("android.app.Service", "android.accessibilityservice", "AccessibilityService"),
    ("android.app.Service", "android.app", "IntentService"),
    ("android.app.Service", "android.app.admin", "DeviceAdminService"),
    ("android.app.Service", "android.app.job", "JobService"),
    ("android.app.Service", "android.companion", "CompanionDeviceService"),
    ("android.app.Service", "android.inputmethodservice", "AbstractInputMethodService"),
    ("android.inputmethodservice.AbstractInputMethodService", "android.inputmethodservice", "InputMethodService"),
    ("android.app.Service", "android.location", "SettingInjectorService"),
    ("android.app.Service", "android.media", "MediaRoute2ProviderService MediaSession2Service"),
    ("android.app.Service", "android.media.browse", "MediaBrowserService"),
    ("android.app.Service", "android.media.midi", "MidiDeviceService"),
    ("android.app.Service", "android.media.tv", "TvInputService"),
    ("android.app.Service", "android.net", "VpnService"),
    ("android.app.Service", "android.nfc.cardemulation", "HostApduService HostNfcFService OffHostApduService"),
    ("android.app.Service", "android.printservice", "PrintService"),
    ("android.app.Service", "android.service.autofill", "AutofillService"),
    ("android.app.Service", "android.service.carrier", "CarrierMessagingClientService CarrierMessagingService"),
    ("android.app.Service", "android.service.carrier", "CarrierService"),
    ("android.app.Service", "android.service.chooser", "ChooserTargetService"),
    ("android.app.Service", "android.service.controls", "ControlsProviderService"),
    ("android.app.Service", "android.service.credentials", "CredentialProviderService"),
    ("android.app.Service", "android.service.dreams", "DreamService"),
    ("android.app.Service", "android.service.media", "CameraPrewarmService MediaBrowserService"),
    ("android.app.Service", "android.service.notification", "ConditionProviderService NotificationListenerService"),
    ("android.app.Service", "android.service.quickaccesswallet", "QuickAccessWalletService"),
    ("android.app.Service", "android.service.quicksettings", "TileService"),
    ("android.app.Service", "android.service.textservice", "SpellCheckerService"),
    ("android.app.Service", "android.service.voice", "VoiceInteractionService VoiceInteractionSessionService"),
    ("android.app.Service", "android.service.vr", "VrListenerService"),
    ("android.app.Service", "android.service.wallpaper", "WallpaperService"),
    ("android.app.Service", "android.speech", "RecognitionService"),
    ("android.app.Service", "android.speech.tts", "TextToSpeechService"),
    ("android.app.Service", "android.telecom", "CallRedirectionService CallScreeningService ConnectionService"),
    ("android.app.Service", "android.telecom", "InCallService"),
    ("android.app.Service", "android.telephony", "VisualVoicemailService"),
    ("android.app.Service", "android.widget", "RemoteViewsService"),
    ("android.content.BroadcastReceiver", "android.app.admin", "DelegatedAdminReceiver DeviceAdminReceiver"),
    ("android.content.BroadcastReceiver", "android.appwidget", "AppWidgetProvider"),
    ("android.content.BroadcastReceiver", "android.service.restrictions", "RestrictionsReceiver"),
    ("android.content.ContentProvider", "android.app.slice", "SliceProvider"),
    ("android.content.ContentProvider", "android.content", "SearchRecentSuggestionsProvider"),
    ("android.content.ContentProvider", "android.provider", "DocumentsProvider"),
    ("android.content.AsyncTaskLoader", "android.content", "CursorLoader"),
    ("android.os.Handler", "android.content", "AsyncQueryHandler"),
    ("android.view.View", "android.app", "MediaRouteButton"),
    ("android.view.View", "android.inputmethodservice", "KeyboardView"),
    ("android.view.View", "android.view", "SurfaceView TextureView ViewGroup ViewStub"),
    ("android.view.View", "android.widget", "AnalogClock ImageView ProgressBar Space TextView"),
    ("android.view.SurfaceView", "android.opengl", "GLSurfaceView"),
    ("android.view.SurfaceView", "android.widget", "VideoView"),
    ("android.view.ViewGroup", "android.app", "FragmentBreadCrumbs"),
    ("android.view.ViewGroup", "android.media.tv", "TvView"),
    ("android.view.ViewGroup", "android.widget", "AbsoluteLayout AdapterView FrameLayout GridLayout LinearLayout"),
    ("android.view.ViewGroup", "android.widget", "RelativeLayout SlidingDrawer Toolbar"),
    ("android.widget.AbsoluteLayout", "android.webkit", "WebView"),
    ("android.widget.AdapterView", "android.widget", "AbsListView AbsSpinner AdapterViewAnimator"),
    ("android.widget.AbsListView", "android.widget", "GridView ListView"),
    ("android.widget.ListView", "android.widget", "ExpandableListView"),
    ("android.widget.AbsSpinner", "android.widget", "Gallery Spinner"),
    ("android.widget.AdapterViewAnimator", "android.widget", "AdapterViewFlipper StackView"),
    ("android.widget.FrameLayout", "android.appwidget", "AppWidgetHostView"),
    ("android.widget.FrameLayout", "android.gesture", "GestureOverlayView"),
    ("android.widget.FrameLayout", "android.widget", "CalendarView DatePicker HorizontalScrollView MediaController"),
    ("android.widget.FrameLayout", "android.widget", "ScrollView TabHost TimePicker ViewAnimator"),
    ("android.widget.ViewAnimator", "android.widget", "ViewFlipper ViewSwitcher"),
    ("android.widget.ViewSwitcher", "android.widget", "ImageSwitcher TextSwitcher"),
    ("android.widget.LinearLayout", "android.widget", "ActionMenuView NumberPicker RadioGroup SearchView TabWidget"),
    ("android.widget.LinearLayout", "android.widget", "TableLayout TableRow ZoomControls"),
    ("android.widget.RelativeLayout", "android.widget", "DialerFilter TwoLineListItem"),
    ("android.widget.ImageView", "android.widget", "ImageButton QuickContactBadge"),
    ("android.widget.ImageButton", "android.widget", "ZoomButton"),
    ("android.widget.ProgressBar", "android.widget", "AbsSeekBar"),
    ("android.widget.AbsSeekBar", "android.widget", "RatingBar SeekBar"),
    ("android.widget.TextView", "android.widget", "Button CheckedTextView Chronometer DigitalClock EditText"),
    ("android.widget.TextView", "android.widget", "TextClock"),
    ("android.widget.Button", "android.widget", "CompoundButton"),
    ("android.widget.CompoundButton", "android.widget", "CheckBox RadioButton Switch ToggleButton"),
    ("android.widget.EditText", "android.inputmethodservice", "ExtractEditText"),
    ("android.widget.EditText", "android.widget", "AutoCompleteTextView"),
    ("android.widget.AutoCompleteTextView", "android.widget", "MultiAutoCompleteTextView"),
    ("android.view.animation.Animation", "android.view.animation", "AlphaAnimation AnimationSet RotateAnimation"),
    ("android.view.animation.Animation", "android.view.animation", "ScaleAnimation TranslateAnimation"),
    ("android.widget.BaseAdapter", "android.widget", "ArrayAdapter CursorAdapter SimpleAdapter"),
    ("android.widget.CursorAdapter", "android.widget", "ResourceCursorAdapter"),
    ("android.widget.ResourceCursorAdapter", "android.widget", "SimpleCursorAdapter"),
    (f"{_DRAWN}.Drawable", _DRAWN, "BitmapDrawable ColorDrawable DrawableContainer"),
    (f"{_DRAWN}.Drawable", _DRAWN, "DrawableWrapper GradientDrawable LayerDrawable"),
    (f"{_DRAWN}.Drawable", _DRAWN, "NinePatchDrawable PictureDrawable ShapeDrawable"),
    (f"{_DRAWN}.Drawable", _DRAWN, "AnimatedVectorDrawable VectorDrawable"),
    (f"{_DRAWN}.DrawableContainer", _DRAWN, "AnimationDrawable LevelListDrawable"),
    (f"{_DRAWN}.DrawableContainer", _DRAWN, "StateListDrawable"),
    (f"{_DRAWN}.DrawableWrapper", _DRAWN, "ClipDrawable InsetDrawable RotateDrawable"),
    (f"{_DRAWN}.DrawableWrapper", _DRAWN, "ScaleDrawable"),
    (f"{_DRAWN}.LayerDrawable", _DRAWN, "RippleDrawable TransitionDrawable"),
    (f"{_DRAWN}.ShapeDrawable", _DRAWN, "PaintDrawable"),
    ("java.lang.Thread", "android.os", "HandlerThread"),
    ("org.xml.sax.helpers.DefaultHandler", "org.xml.sax.ext", "DefaultHandler2"),
)  # fmt: skip
#: The same for interfaces, and what implements or extends them.
_IMPLEMENTED: Final = (
    ("android.animation.Animator$AnimatorListener", "android.animation", "AnimatorListenerAdapter"),
    ("android.animation.TimeInterpolator", "android.view.animation", "Interpolator BaseInterpolator"),
    ("android.animation.TimeInterpolator", "android.view.animation", "AccelerateInterpolator DecelerateInterpolator"),
    ("android.animation.TimeInterpolator", "android.view.animation", "LinearInterpolator OvershootInterpolator"),
    ("android.animation.TypeEvaluator", "android.animation", "ArgbEvaluator FloatEvaluator IntEvaluator"),
    ("android.animation.TypeEvaluator", "android.animation", "RectEvaluator"),
    ("android.hardware.SensorEventListener", "android.hardware", "SensorEventCallback SensorEventListener2"),
    ("android.view.SurfaceHolder$Callback", "android.opengl", "GLSurfaceView"),
    ("android.view.SurfaceHolder$Callback", "android.view", "SurfaceHolder$Callback2"),
    ("android.widget.Adapter", "android.widget", "BaseAdapter HeaderViewListAdapter ListAdapter SpinnerAdapter"),
    ("java.lang.Runnable", "java.util.concurrent", "RunnableFuture RunnableScheduledFuture"),
    ("java.util.function.Function", "java.util.function", "UnaryOperator"),
    ("java.util.function.BiFunction", "java.util.function", "BinaryOperator"),
)  # fmt: skip


def _descriptor(package: str, name: str) -> str:
    return f"L{package.replace('.', '/')}/{name};"


def _pairs(*tables: tuple[tuple[str, str, str], ...]) -> list[tuple[str, str]]:
    """What extends, and what it extends, as descriptors."""
    return [
        (_descriptor(package, name), _descriptor(*above.rsplit(".", 1)))
        for table in tables
        for above, package, names in table
        for name in names.split()
    ]


#: The superclass of each class, as descriptors.
SUPERCLASS: Final = dict(_pairs(_EXTENDED))


@lru_cache(maxsize=1)
def all_below() -> dict[int, Hashes]:
    """For each class or interface that others extend, by the hash of its descriptor, the hashes of all of those."""
    children: dict[str, list[str]] = {}
    for child, parent in _pairs(_EXTENDED, _IMPLEMENTED):
        children.setdefault(parent, []).append(child)
    found: dict[int, Hashes] = {}
    for parent in children:
        below, pending = dict.fromkeys(children[parent]), list(children[parent])
        while pending:
            for child in children.get(pending.pop(), ()):
                below[child] = None
                pending.append(child)
        found[int(hash_texts([parent])[0])] = hash_texts(list(below))
    return found
