.class public final Lcom/bytedance/sdk/openadsdk/TTAdConfig;
.super Ljava/lang/Object;

.field private final appId:Ljava/lang/String;

.method public constructor <init>(Ljava/lang/String;)V
    .locals 0
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcom/bytedance/sdk/openadsdk/TTAdConfig;->appId:Ljava/lang/String;
    return-void
.end method

.method public getAppId()Ljava/lang/String;
    .locals 1
    iget-object v0, p0, Lcom/bytedance/sdk/openadsdk/TTAdConfig;->appId:Ljava/lang/String;
    return-object v0
.end method
