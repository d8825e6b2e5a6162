.class public final Lcom/qinghe/market/SdkStarter;
.super Ljava/lang/Object;

.method public static start(Landroid/content/Context;)V
    .locals 5
    invoke-static {p0}, Lcom/qinghe/market/consent/ConsentStore;->hasAgreed(Landroid/content/Context;)Z
    move-result v0
    if-nez v0, :agreed
    return-void
    :agreed
    const-string v0, "5f0000000000000000000000"
    const-string v1, "official"
    const/4 v2, 0x1
    const/4 v3, 0x0
    invoke-static {p0, v0, v1, v2, v3}, Lcom/umeng/commonsdk/UMConfigure;->init(Landroid/content/Context;Ljava/lang/String;Ljava/lang/String;ILjava/lang/String;)V
    return-void
.end method
