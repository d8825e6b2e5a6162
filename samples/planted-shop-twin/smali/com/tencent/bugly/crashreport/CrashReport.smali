.class public Lcom/tencent/bugly/crashreport/CrashReport;
.super Ljava/lang/Object;

.method public static initCrashReport(Landroid/content/Context;Ljava/lang/String;Z)V
    .locals 1
    new-instance v0, Lcom/tencent/bugly/crashreport/CrashHandler;
    invoke-direct {v0}, Lcom/tencent/bugly/crashreport/CrashHandler;-><init>()V
    invoke-static {v0}, Ljava/lang/Thread;->setDefaultUncaughtExceptionHandler(Ljava/lang/Thread$UncaughtExceptionHandler;)V
    return-void
.end method
