.class public Lcn/beihe/fresh/FreshApp;
.super Landroid/app/Application;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Landroid/app/Application;-><init>()V
    return-void
.end method

.method public onCreate()V
    .locals 2
    invoke-super {p0}, Landroid/app/Application;->onCreate()V
    new-instance v0, Lcn/beihe/fresh/base/Protocol;
    invoke-direct {v0, p0}, Lcn/beihe/fresh/base/Protocol;-><init>(Landroid/content/Context;)V
    invoke-virtual {v0}, Lcn/beihe/fresh/base/Protocol;->isAccepted()Z
    move-result v1
    if-eqz v1, :first_run
    invoke-virtual {p0}, Lcn/beihe/fresh/FreshApp;->startPartners()V
    :first_run
    return-void
.end method

.method public startPartners()V
    .locals 2
    const-string v0, "c0ffee1234"
    const/4 v1, 0x0
    invoke-static {p0, v0, v1}, Lcom/tencent/bugly/crashreport/CrashReport;->initCrashReport(Landroid/content/Context;Ljava/lang/String;Z)V
    const-string v0, "1200000000"
    invoke-static {p0, v0}, Lcom/qq/e/comm/managers/GDTAdSdk;->init(Landroid/content/Context;Ljava/lang/String;)V
    invoke-static {}, Lcom/igexin/sdk/PushManager;->getInstance()Lcom/igexin/sdk/PushManager;
    move-result-object v0
    invoke-virtual {v0, p0}, Lcom/igexin/sdk/PushManager;->initialize(Landroid/content/Context;)V
    return-void
.end method
