.class public final Lcom/bytedance/sdk/openadsdk/TTAdSdk;
.super Ljava/lang/Object;

.field private static config:Lcom/bytedance/sdk/openadsdk/TTAdConfig;
.field private static manager:Lcom/bytedance/sdk/openadsdk/TTAdManager;

.method public static init(Landroid/content/Context;Lcom/bytedance/sdk/openadsdk/TTAdConfig;)V
    .locals 0
    sput-object p1, Lcom/bytedance/sdk/openadsdk/TTAdSdk;->config:Lcom/bytedance/sdk/openadsdk/TTAdConfig;
    return-void
.end method

.method public static getAdManager()Lcom/bytedance/sdk/openadsdk/TTAdManager;
    .locals 1
    sget-object v0, Lcom/bytedance/sdk/openadsdk/TTAdSdk;->manager:Lcom/bytedance/sdk/openadsdk/TTAdManager;
    if-nez v0, :ready
    new-instance v0, Lcom/bytedance/sdk/openadsdk/TTAdManager;
    invoke-direct {v0}, Lcom/bytedance/sdk/openadsdk/TTAdManager;-><init>()V
    sput-object v0, Lcom/bytedance/sdk/openadsdk/TTAdSdk;->manager:Lcom/bytedance/sdk/openadsdk/TTAdManager;
    :ready
    return-object v0
.end method
