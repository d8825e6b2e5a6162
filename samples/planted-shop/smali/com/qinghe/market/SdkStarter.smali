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
    new-instance v0, Lcom/bytedance/sdk/openadsdk/TTAdConfig;
    const-string v1, "5000000"
    invoke-direct {v0, v1}, Lcom/bytedance/sdk/openadsdk/TTAdConfig;-><init>(Ljava/lang/String;)V
    invoke-static {p0, v0}, Lcom/bytedance/sdk/openadsdk/TTAdSdk;->init(Landroid/content/Context;Lcom/bytedance/sdk/openadsdk/TTAdConfig;)V
    invoke-static {p0}, Lcn/jpush/android/api/JPushInterface;->init(Landroid/content/Context;)V
    return-void
.end method
