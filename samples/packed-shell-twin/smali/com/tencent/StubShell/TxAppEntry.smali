.class public Lcom/tencent/StubShell/TxAppEntry;
.super Landroid/app/Application;

.method static constructor <clinit>()V
    .locals 1
    const-string v0, "shella-4.6.2"
    invoke-static {v0}, Ljava/lang/System;->loadLibrary(Ljava/lang/String;)V
    return-void
.end method

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Landroid/app/Application;-><init>()V
    return-void
.end method

.method protected attachBaseContext(Landroid/content/Context;)V
    .locals 1
    invoke-super {p0, p1}, Landroid/app/Application;->attachBaseContext(Landroid/content/Context;)V
    const-string v0, "0OO00l111l1l"
    invoke-static {p1, v0}, Lcom/tencent/StubShell/TxAppEntry;->load(Landroid/content/Context;Ljava/lang/String;)V
    return-void
.end method

.method private static native load(Landroid/content/Context;Ljava/lang/String;)V
.end method
