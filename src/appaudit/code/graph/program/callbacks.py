"""Which methods Android calls by itself, by the type that declares them.

Reference: https://developer.android.com/reference and https://developer.android.com/guide/components, checked
2026-11-24; what was added on 2026-11-29 was not opened. Names of the framework are never renamed by shrinkers, so they
are found in obfuscated code as well.
"""

from __future__ import annotations

from string import ascii_letters, digits
from typing import Final

#: What is asked of a context as a page of it is made and filled, wherever a class of the app answers in its place.
_ASKED_OF_CONTEXT: Final = (
    "getResources", "getAssets", "getTheme", "getClassLoader", "getSystemService", "getPackageName",
    "getPackageManager", "getApplicationInfo", "getApplicationContext",
)  # fmt: skip
#: Lifecycle methods by component type; what the system runs when it creates the component. A page that is there already
#: gets onNewIntent instead, which is no launch.
ACTIVITY: Final = (
    *_ASKED_OF_CONTEXT,
    "attachBaseContext", "onCreate", "onContentChanged", "onStart", "onRestoreInstanceState", "onPostCreate",
    "onResume", "onPostResume", "onAttachedToWindow", "onWindowFocusChanged", "onCreateView", "onCreateOptionsMenu",
    "onPrepareOptionsMenu", "onAttachFragment", "onResumeFragments", "onEnterAnimationComplete",
)  # fmt: skip
SERVICE: Final = (
    "attachBaseContext", "onCreate", "onStart", "onStartCommand", "onBind", "onHandleIntent", "onHandleWork",
    "onStartJob", "onListenerConnected", "onServiceConnected",
)  # fmt: skip
PROVIDER: Final = ("attachInfo", "onCreate")
RECEIVER: Final = ("onReceive",)
APPLICATION: Final = ("attachBaseContext", "onCreate", *_ASKED_OF_CONTEXT)
FRAGMENT: Final = (
    "onAttach", "onCreate", "onCreateView", "onViewCreated", "onActivityCreated", "onViewStateRestored", "onStart",
    "onResume", "setUserVisibleHint", "onCreateDialog", "onCreatePreferences",
)  # fmt: skip
INITIALIZER: Final = ("create",)
#: What runs before the application object is made: the factory of components, and the code preloaded for processes.
#: https://developer.android.com/reference/android/app/AppComponentFactory and ZygotePreload, checked 2026-11-28,
#: not opened.
FACTORY: Final = (
    "instantiateClassLoader", "instantiateApplication", "instantiateProvider", "instantiateActivity",
    "instantiateService", "instantiateReceiver", "doPreload",
)  # fmt: skip
#: Of agents for backups, and of instrumentation.
MADE_LATER: Final = (
    "onCreate", "onBackup", "onRestore", "onFullBackup", "onRestoreFinished",
    "onStart", "newApplication", "newActivity", "callApplicationOnCreate", "callActivityOnCreate",
)  # fmt: skip

#: Methods that take an object back from the system, or that it has no more to do with.
TAKEN_BACK: Final = (
    "removeCallbacks", "removeCallbacksAndMessages", "removeMessages", "hasMessages", "removeIdleHandler",
    "removeFrameCallback", "unregisterReceiver", "unregisterListener", "unregisterContentObserver", "unbindService",
    "unregisterNetworkCallback", "unregisterActivityLifecycleCallbacks", "unregisterComponentCallbacks",
    "unregisterOnSharedPreferenceChangeListener", "removeUpdates", "removeGpsStatusListener", "removeNmeaListener",
    "removeOnGlobalLayoutListener", "removeGlobalOnLayoutListener", "removeOnPreDrawListener", "cancel",
    "removeTextChangedListener", "removePrimaryClipChangedListener", "removeView", "removeViewImmediate",
)  # fmt: skip

#: Types, and the methods of theirs that run without the user once an object exists: framework and threads call them.
ASYNCHRONOUS: Final[tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = (
    (("java.lang.Runnable", "java.lang.Thread", "java.util.TimerTask"), ("run",)),
    (
        ("java.util.concurrent.Callable", "java.util.concurrent.ForkJoinTask", "java.util.concurrent.RecursiveTask",
         "java.util.concurrent.RecursiveAction"),
        ("call", "compute", "exec"),
    ),
    (("java.util.concurrent.FutureTask",), ("done",)),
    (("java.util.concurrent.ThreadPoolExecutor",), ("beforeExecute", "afterExecute")),
    (("java.security.PrivilegedAction", "java.security.PrivilegedExceptionAction"), ("run",)),
    (("java.lang.ThreadLocal", "android.util.LruCache"), ("initialValue", "create")),
    (("java.util.Comparator", "java.io.FileFilter", "java.io.FilenameFilter"), ("compare", "accept")),
    (
        ("org.xml.sax.helpers.DefaultHandler", "org.xml.sax.ContentHandler"),
        ("startDocument", "endDocument", "startElement", "endElement", "characters"),
    ),
    (("android.database.sqlite.SQLiteOpenHelper",), ("onConfigure", "onCreate", "onOpen")),
    (("android.content.AsyncQueryHandler",), ("onQueryComplete",)),
    (("android.os.ResultReceiver",), ("onReceiveResult",)),
    (("android.util.Printer",), ("println",)),
    (("java.util.concurrent.ThreadFactory",), ("newThread",)),
    (
        tuple(
            f"java.util.function.{kind}"
            for kind in (
                "Consumer", "BiConsumer", "IntConsumer", "LongConsumer", "DoubleConsumer", "ObjIntConsumer",
                "ObjLongConsumer", "ObjDoubleConsumer", "Function", "BiFunction", "IntFunction", "LongFunction",
                "DoubleFunction", "ToIntFunction", "ToLongFunction", "ToDoubleFunction", "ToIntBiFunction",
                "ToLongBiFunction", "ToDoubleBiFunction", "IntToLongFunction", "IntToDoubleFunction",
                "LongToIntFunction", "LongToDoubleFunction", "DoubleToIntFunction", "DoubleToLongFunction",
                "IntUnaryOperator", "LongUnaryOperator", "DoubleUnaryOperator", "IntBinaryOperator",
                "LongBinaryOperator", "DoubleBinaryOperator", "Supplier", "BooleanSupplier", "IntSupplier",
                "LongSupplier", "DoubleSupplier", "Predicate", "BiPredicate", "IntPredicate", "LongPredicate",
                "DoublePredicate",
            )
        ),
        ("accept", "apply", "applyAsInt", "applyAsLong", "applyAsDouble", "get", "getAsBoolean", "getAsInt",
         "getAsLong", "getAsDouble", "test"),
    ),
    (("java.lang.Object",), ("finalize",)),
    (("java.lang.ClassValue", "java.util.LinkedHashMap"), ("computeValue", "removeEldestEntry")),
    # Of parts that Java asks by itself once they are set: https://docs.oracle.com/en/java/javase/17/docs/api/java.base/,
    # added 2026-11-30, not opened.
    (
        ("java.net.ProxySelector", "java.net.URLStreamHandlerFactory", "java.util.logging.Handler",
         "javax.net.ssl.HostnameVerifier"),
        ("select", "createURLStreamHandler", "publish", "verify"),
    ),
    (
        ("java.net.Authenticator", "java.net.CookieHandler", "java.util.Formattable"),
        ("getPasswordAuthentication", "get", "put", "formatTo"),
    ),
    # An exception takes down the stack as it is made.
    (
        ("java.lang.Throwable", "java.lang.Exception", "java.lang.RuntimeException", "java.lang.Error",
         "java.lang.IllegalStateException", "java.lang.IllegalArgumentException", "java.io.IOException"),
        ("fillInStackTrace",),
    ),
    (
        ("java.io.InputStream", "java.io.FilterInputStream", "java.io.OutputStream", "java.io.FilterOutputStream",
         "java.io.Reader", "java.io.Writer"),
        ("read", "write"),
    ),
    (("android.os.AsyncTask",), ("onPreExecute", "doInBackground", "onPostExecute", "onProgressUpdate")),
    (("android.os.Handler", "android.os.Handler$Callback"), ("handleMessage", "dispatchMessage")),
    (("android.os.HandlerThread",), ("run", "onLooperPrepared")),
    (("android.os.MessageQueue$IdleHandler",), ("queueIdle",)),
    (("android.view.Choreographer$FrameCallback",), ("doFrame",)),
    (("android.content.ServiceConnection",), ("onServiceConnected",)),
    (("android.app.Service", "android.app.job.JobService"), SERVICE),
    (("android.app.Activity",), ACTIVITY),
    (("android.app.Application",), APPLICATION),
    (("android.content.ContentProvider",), PROVIDER),
    (
        ("android.app.Application$ActivityLifecycleCallbacks",),
        ("onActivityPreCreated", "onActivityCreated", "onActivityPostCreated", "onActivityStarted",
         "onActivityResumed"),
    ),
    (
        ("android.app.Fragment", "androidx.fragment.app.Fragment", "android.support.v4.app.Fragment"),
        FRAGMENT,
    ),
    (("android.app.Dialog",), ("onCreate", "onStart", "onContentChanged", "onAttachedToWindow")),
    (
        ("android.view.View",),
        ("onFinishInflate", "onAttachedToWindow", "onMeasure", "onLayout", "onDraw", "onSizeChanged", "draw",
         "dispatchDraw", "onVisibilityChanged", "onWindowVisibilityChanged", "onWindowFocusChanged"),
    ),
    (("android.view.ViewTreeObserver$OnGlobalLayoutListener",), ("onGlobalLayout",)),
    (("android.view.ViewTreeObserver$OnPreDrawListener",), ("onPreDraw",)),
    (
        ("android.view.ViewTreeObserver$OnDrawListener", "android.view.ViewTreeObserver$OnWindowAttachListener",
         "android.view.ViewTreeObserver$OnWindowFocusChangeListener", "android.view.View$OnLayoutChangeListener",
         "android.view.View$OnAttachStateChangeListener", "android.view.View$OnApplyWindowInsetsListener"),
        ("onDraw", "onWindowAttached", "onWindowFocusChanged", "onLayoutChange", "onViewAttachedToWindow",
         "onApplyWindowInsets"),
    ),
    # A list says where it stands as soon as it is listened to; a text is asked for as what it is shown.
    (
        ("android.widget.AbsListView$OnScrollListener", "androidx.recyclerview.widget.RecyclerView$OnScrollListener",
         "android.text.method.TransformationMethod", "android.text.method.PasswordTransformationMethod",
         "android.text.method.ReplacementTransformationMethod", "android.text.method.SingleLineTransformationMethod"),
        ("onScroll", "onScrolled", "getTransformation"),
    ),
    # Of a list that is laid out, its first selection: nobody has chosen it.
    (("android.widget.AdapterView$OnItemSelectedListener",), ("onItemSelected",)),
    (("android.view.LayoutInflater$Factory", "android.view.LayoutInflater$Factory2"), ("onCreateView",)),
    # What is handed over to be drawn, decoded or searched: https://developer.android.com/reference, added 2026-12-01,
    # not opened.
    (("android.opengl.GLSurfaceView$Renderer",), ("onSurfaceCreated", "onSurfaceChanged", "onDrawFrame")),
    (("android.view.Window$Callback",), ("onContentChanged", "onAttachedToWindow", "onWindowFocusChanged")),
    (("android.graphics.ImageDecoder$OnHeaderDecodedListener",), ("onHeaderDecoded",)),
    (
        ("android.text.util.Linkify$MatchFilter", "android.text.util.Linkify$TransformFilter"),
        ("acceptMatch", "transformUrl"),
    ),
    (
        tuple(
            f"android.text.style.{kind}"
            for kind in (
                "CharacterStyle", "MetricAffectingSpan", "ReplacementSpan", "DynamicDrawableSpan", "ImageSpan",
                "ClickableSpan", "URLSpan", "ForegroundColorSpan", "BackgroundColorSpan", "StyleSpan", "UnderlineSpan",
                "LineBackgroundSpan", "LineHeightSpan", "LeadingMarginSpan",
            )
        ),
        ("draw", "getSize", "updateDrawState", "updateMeasureState", "drawBackground", "chooseHeight",
         "drawLeadingMargin"),
    ),
    (
        ("android.sax.StartElementListener", "android.sax.EndElementListener", "android.sax.EndTextElementListener"),
        ("start", "end"),
    ),
    (("android.text.Html$ImageGetter", "android.text.Html$TagHandler"), ("getDrawable", "handleTag")),
    (("android.webkit.ValueCallback",), ("onReceiveValue",)),
    (
        ("android.speech.tts.TextToSpeech$OnInitListener", "android.media.SoundPool$OnLoadCompleteListener",
         "android.media.MediaScannerConnection$MediaScannerConnectionClient",
         "android.bluetooth.BluetoothProfile$ServiceListener"),
        ("onInit", "onLoadComplete", "onMediaScannerConnected", "onServiceConnected"),
    ),
    (
        ("android.widget.Adapter", "android.widget.BaseAdapter", "androidx.recyclerview.widget.RecyclerView$Adapter"),
        ("getCount", "getItem", "getItemId", "getItemViewType", "getViewTypeCount", "hasStableIds", "isEmpty",
         "registerDataSetObserver", "getView", "getItemCount", "onCreateViewHolder", "onBindViewHolder"),
    ),
    (
        ("android.webkit.WebViewClient", "android.webkit.WebChromeClient"),
        ("onPageStarted", "onPageFinished", "onPageCommitVisible", "onLoadResource", "doUpdateVisitedHistory",
         "shouldInterceptRequest", "onProgressChanged", "onReceivedTitle"),
    ),
    (
        ("android.location.LocationListener", "android.location.GnssStatus$Callback"),
        ("onLocationChanged", "onProviderEnabled", "onStatusChanged", "onSatelliteStatusChanged"),
    ),
    (("android.hardware.SensorEventListener", "android.hardware.SensorEventListener2"), ("onSensorChanged",)),
    (
        ("android.net.ConnectivityManager$NetworkCallback",),
        ("onAvailable", "onCapabilitiesChanged", "onLinkPropertiesChanged", "onLost"),
    ),
    (
        ("android.telephony.PhoneStateListener", "android.telephony.TelephonyCallback"),
        ("onCallStateChanged", "onSignalStrengthsChanged", "onCellLocationChanged", "onCellInfoChanged",
         "onServiceStateChanged", "onDataConnectionStateChanged"),
    ),
    (
        ("android.accounts.AccountManagerCallback", "android.accounts.OnAccountsUpdateListener"),
        ("run", "onAccountsUpdated"),
    ),
    (("android.view.SurfaceHolder$Callback",), ("surfaceCreated", "surfaceChanged")),
    (("android.view.TextureView$SurfaceTextureListener",), ("onSurfaceTextureAvailable",)),
    (("android.hardware.Camera$PreviewCallback",), ("onPreviewFrame",)),
    (("android.hardware.camera2.CameraDevice$StateCallback",), ("onOpened",)),
    (
        ("android.media.MediaPlayer$OnPreparedListener", "android.media.MediaPlayer$OnCompletionListener",
         "android.media.MediaPlayer$OnErrorListener", "android.media.MediaPlayer$OnInfoListener"),
        ("onPrepared", "onCompletion", "onError", "onInfo"),
    ),
    # https://developer.android.com/reference/android/window/SplashScreen, added 2026-11-30, not opened.
    (
        ("android.window.SplashScreen$OnExitAnimationListener",
         "androidx.core.splashscreen.SplashScreen$OnExitAnimationListener",
         "androidx.core.splashscreen.SplashScreen$KeepOnScreenCondition"),
        ("onSplashScreenExit", "shouldKeepOnScreen"),
    ),
    (("android.app.PendingIntent$OnFinished",), ("onSendFinished",)),
    (("android.animation.Animator$AnimatorListener",), ("onAnimationStart", "onAnimationEnd")),
    (("android.animation.ValueAnimator$AnimatorUpdateListener",), ("onAnimationUpdate",)),
    (("android.view.animation.Animation$AnimationListener",), ("onAnimationStart", "onAnimationEnd")),
    (
        ("android.view.animation.Animation", "android.animation.TimeInterpolator", "android.animation.TypeEvaluator"),
        ("applyTransformation", "getInterpolation", "evaluate"),
    ),
    (("android.os.CountDownTimer",), ("onTick", "onFinish")),
    (("android.app.LoaderManager$LoaderCallbacks", "android.content.AsyncTaskLoader"),
     ("onCreateLoader", "loadInBackground", "onLoadFinished")),
    (("android.os.Binder",), ("onTransact",)),
    (("android.app.AppComponentFactory", "androidx.core.app.AppComponentFactory"),
     ("instantiateApplication", "instantiateProvider", "instantiateActivity", "instantiateClassLoader")),
    (("androidx.startup.Initializer",), INITIALIZER),
    (
        ("androidx.work.ListenableWorker", "androidx.work.Worker", "androidx.work.CoroutineWorker"),
        ("doWork", "startWork", "createWork"),
    ),
    (("androidx.lifecycle.DefaultLifecycleObserver", "androidx.lifecycle.LifecycleEventObserver"),
     ("onCreate", "onStart", "onResume", "onStateChanged")),
    (("androidx.lifecycle.Observer",), ("onChanged",)),
    (("java.lang.reflect.InvocationHandler",), ("invoke",)),
    (("kotlin.coroutines.jvm.internal.BaseContinuationImpl", "kotlin.coroutines.jvm.internal.SuspendLambda",
      "kotlin.coroutines.jvm.internal.ContinuationImpl", "kotlin.coroutines.Continuation"),
     ("invokeSuspend", "resumeWith")),
    (
        ("kotlin.Function", "kotlin.jvm.functions.Function0", "kotlin.jvm.functions.Function1",
         "kotlin.jvm.functions.Function2", "kotlin.jvm.functions.Function3", "kotlin.jvm.functions.Function4",
         "kotlin.jvm.internal.Lambda"),
        ("invoke",),
    ),
    (
        ("io.reactivex.functions.Consumer", "io.reactivex.rxjava3.functions.Consumer", "rx.functions.Action1",
         "io.reactivex.functions.Action", "io.reactivex.functions.Function", "rx.functions.Func1",
         "io.reactivex.ObservableOnSubscribe", "io.reactivex.rxjava3.functions.Function"),
        ("accept", "call", "apply", "run", "subscribe"),
    ),
)  # fmt: skip

#: The same for what runs only when something happens outside of the app: a broadcast, a change of data, a link. That
#: an object is registered at launch says nothing about when that is.
EVENTS: Final[tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = (
    (("android.content.BroadcastReceiver",), RECEIVER),
    (("android.os.FileObserver", "android.database.ContentObserver"), ("onEvent", "onChange")),
    (("android.content.ClipboardManager$OnPrimaryClipChangedListener",), ("onPrimaryClipChanged",)),
    # Not for a page that the app itself loads: for a link in it, or where the server sends the reader on.
    (("android.webkit.WebViewClient",), ("shouldOverrideUrlLoading",)),
)

#: Interfaces so general that everything implements them: which object a call reaches cannot be told by its type,
#: so a call of one leads nowhere and the creation of an object stands for its call.
GENERAL_TYPES: Final = (
    *(f"kotlin.jvm.functions.Function{number}" for number in range(23)),
    "kotlin.Function",
    "kotlin.coroutines.Continuation",
    "kotlin.coroutines.jvm.internal.BaseContinuationImpl",
    "kotlin.jvm.internal.Lambda",
)
#: What is called of them.
GENERAL_METHODS: Final = ("invoke", "invokeSuspend", "resumeWith")

#: Types that put a question before a person; what is handed to one runs when the person has answered.
DIALOGS: Final = (
    "android.app.Dialog",
    "android.app.DialogFragment",
    "android.app.AlertDialog$Builder",
    "android.widget.PopupWindow",
    "androidx.fragment.app.DialogFragment",
    "androidx.appcompat.app.AlertDialog$Builder",
    "android.support.v4.app.DialogFragment",
)

#: Types of which objects are made by the system alone.
COMPONENTS: Final = (
    "android.app.Activity",
    "android.app.Application",
    "android.app.Service",
    "android.content.BroadcastReceiver",
    "android.content.ContentProvider",
)
#: Types whose objects the system makes.
MADE_BY_SYSTEM: Final = (
    *COMPONENTS,
    "android.app.Fragment",
    "android.support.v4.app.Fragment",
    "androidx.fragment.app.Fragment",
)

#: Methods that run when a person does something, whatever type declares them.
USER_ACTIONS: Final = (
    "onClick", "onLongClick", "onDoubleClick", "onTouch", "onTouchEvent", "onInterceptTouchEvent", "onItemClick",
    "onItemLongClick", "onItemSelected", "onChildClick", "onGroupClick", "onCheckedChanged", "onMenuItemClick",
    "onMenuItemSelected", "onOptionsItemSelected", "onContextItemSelected", "onNavigationItemSelected",
    "onNavigationItemReselected", "onTabSelected", "onTabReselected", "onEditorAction", "onKey", "onKeyDown", "onKeyUp",
    "onBackPressed", "handleOnBackPressed", "onTextChanged", "beforeTextChanged", "afterTextChanged",
    "onQueryTextSubmit", "onQueryTextChange", "onStartTrackingTouch", "onStopTrackingTouch", "onRatingChanged",
    "onDateSet", "onDateChanged", "onTimeSet", "onValueChange", "onRefresh", "onSingleTapUp", "onSingleTapConfirmed",
    "onDoubleTap", "onFling", "onScroll", "onLongPress", "onDrag", "onPreferenceClick", "onPreferenceChange",
    "onActivityResult", "onRequestPermissionsResult", "onDismiss", "onCancel", "onUserLeaveHint", "onUserInteraction",
    "onCreateContextMenu", "onDrawerOpened",
)  # fmt: skip

#: Calls that take a class constant as the component to start.
STARTS: Final = (
    "startActivity", "startActivityForResult", "startActivities", "startService", "startForegroundService",
    "bindService", "sendBroadcast", "enqueueWork", "setClass", "setClassName", "setComponent", "schedule",
    "addNextIntent", "launchActivity", "enqueue", "enqueueUniqueWork", "enqueueUniquePeriodicWork",
)  # fmt: skip
#: Of these the calls that only say what is to be started.
NAMING: Final = ("setClass", "setClassName", "setComponent", "addNextIntent")
#: Calls that end what an intent names or only ask about a component: a method that has one of these and none that
#: starts has no other use for the name.
ENDS: Final = ("stopService", "getActivityInfo", "getServiceInfo", "getReceiverInfo", "getProviderInfo")
#: Calls by which the system soon does what an intent that is kept for later says, without anybody's action.
FIRES: Final = (
    "set", "setExact", "setWindow", "setRepeating", "setInexactRepeating", "setAndAllowWhileIdle",
    "setExactAndAllowWhileIdle", "setAlarmClock", "send",
)  # fmt: skip
FIRED_BY: Final = ("android.app.AlarmManager", "android.app.PendingIntent")
#: What keeps an intent for later: a tap on a notification, an alarm, a shortcut.
KEEPS_FOR_LATER: Final = ("android.app.PendingIntent",)
START_CONSTRUCTORS: Final = (
    "android.content.Intent", "android.content.ComponentName", "android.app.job.JobInfo$Builder",
    "androidx.work.OneTimeWorkRequest$Builder", "androidx.work.PeriodicWorkRequest$Builder",
)  # fmt: skip

#: Calls that run code which constants may name, or which no constant names.
CLASS_LOADS: Final = ("forName", "loadClass")
#: What makes parts of pages by the name of their class.
FRAGMENT_MAKERS: Final = (
    "android.app.Fragment", "android.support.v4.app.Fragment", "androidx.fragment.app.Fragment",
    "androidx.fragment.app.FragmentFactory",
)  # fmt: skip
FRAGMENT_MAKES: Final = ("instantiate",)
MEMBER_LOADS: Final = ("getMethod", "getDeclaredMethod", "findStatic", "findVirtual", "findSpecial")
CONSTRUCTOR_LOADS: Final = (
    "newInstance", "getConstructor", "getDeclaredConstructor", "getConstructors", "getDeclaredConstructors",
    "findConstructor",
)  # fmt: skip
#: Calls after which code may run that is not in the files, or is entered from outside of them.
OPEN_DOORS: Final = ("addJavascriptInterface", "loadLibrary", "load0", "defineClass")
CODE_LOADERS: Final = (
    "dalvik.system.DexClassLoader",
    "dalvik.system.PathClassLoader",
    "dalvik.system.InMemoryDexClassLoader",
    "dalvik.system.DexFile",
)

#: Names of one or two letters, as shrinkers give them: the platform has no method of such a name that apps override,
#: `Predicate.or` left aside.
NOT_OF_PLATFORM: Final = tuple(
    sorted({*ascii_letters, *(first + second for first in ascii_letters for second in ascii_letters + digits)} - {"or"})
)
