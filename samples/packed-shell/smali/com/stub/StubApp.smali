.class public final Lcom/stub/StubApp;
.super Landroid/app/Application;

.field private static realName:Ljava/lang/String;

.method static constructor <clinit>()V
    .locals 1
    const-string v0, "com.qinghe.ledger.LedgerApplication"
    sput-object v0, Lcom/stub/StubApp;->realName:Ljava/lang/String;
    return-void
.end method

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Landroid/app/Application;-><init>()V
    return-void
.end method

.method protected attachBaseContext(Landroid/content/Context;)V
    .locals 2
    invoke-super {p0, p1}, Landroid/app/Application;->attachBaseContext(Landroid/content/Context;)V
    invoke-static {p1}, Lcom/stub/LibraryUnpacker;->unpack(Landroid/content/Context;)Ljava/lang/String;
    move-result-object v0
    if-eqz v0, :missing
    invoke-static {v0}, Ljava/lang/System;->load(Ljava/lang/String;)V
    const-string v1, "jiagu.dat"
    invoke-static {p1, v1}, Lcom/stub/StubApp;->attach(Landroid/content/Context;Ljava/lang/String;)V
    :missing
    return-void
.end method

.method public onCreate()V
    .locals 1
    invoke-super {p0}, Landroid/app/Application;->onCreate()V
    sget-object v0, Lcom/stub/StubApp;->realName:Ljava/lang/String;
    invoke-static {p0, v0}, Lcom/stub/StubApp;->replace(Landroid/app/Application;Ljava/lang/String;)V
    return-void
.end method

.method public static native attach(Landroid/content/Context;Ljava/lang/String;)V
.end method

.method public static native replace(Landroid/app/Application;Ljava/lang/String;)V
.end method
