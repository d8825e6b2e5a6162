.class public Lcom/qinghe/memo/MemoApplication;
.super Landroid/app/Application;

.field private device:Ljava/lang/String;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Landroid/app/Application;-><init>()V
    return-void
.end method

.method public onCreate()V
    .locals 1
    invoke-super {p0}, Landroid/app/Application;->onCreate()V
    invoke-static {p0}, Lcom/qinghe/memo/consent/Agreement;->isAgreed(Landroid/content/Context;)Z
    move-result v0
    if-eqz v0, :not_asked
    invoke-virtual {p0}, Lcom/qinghe/memo/MemoApplication;->startServices()V
    :not_asked
    return-void
.end method

.method public startServices()V
    .locals 5
    const-string v0, "5f2222222222222222222222"
    const-string v1, "official"
    const/4 v2, 0x1
    const/4 v3, 0x0
    invoke-static {p0, v0, v1, v2, v3}, Lcom/umeng/commonsdk/UMConfigure;->init(Landroid/content/Context;Ljava/lang/String;Ljava/lang/String;ILjava/lang/String;)V
    invoke-virtual {p0}, Lcom/qinghe/memo/MemoApplication;->getContentResolver()Landroid/content/ContentResolver;
    move-result-object v0
    const-string v1, "android_id"
    invoke-static {v0, v1}, Landroid/provider/Settings$Secure;->getString(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    iput-object v0, p0, Lcom/qinghe/memo/MemoApplication;->device:Ljava/lang/String;
    new-instance v0, Lcom/qinghe/memo/sync/SyncTask;
    invoke-direct {v0, p0}, Lcom/qinghe/memo/sync/SyncTask;-><init>(Landroid/content/Context;)V
    new-instance v1, Ljava/lang/Thread;
    invoke-direct {v1, v0}, Ljava/lang/Thread;-><init>(Ljava/lang/Runnable;)V
    invoke-virtual {v1}, Ljava/lang/Thread;->start()V
    return-void
.end method
