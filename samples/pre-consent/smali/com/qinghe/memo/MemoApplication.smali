.class public Lcom/qinghe/memo/MemoApplication;
.super Landroid/app/Application;

.field private device:Ljava/lang/String;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Landroid/app/Application;-><init>()V
    return-void
.end method

.method public onCreate()V
    .locals 0
    invoke-super {p0}, Landroid/app/Application;->onCreate()V
    # Planted: nobody has been asked when this runs.
    invoke-virtual {p0}, Lcom/qinghe/memo/MemoApplication;->startServices()V
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
    return-void
.end method
