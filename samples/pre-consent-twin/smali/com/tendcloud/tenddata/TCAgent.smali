.class public final Lcom/tendcloud/tenddata/TCAgent;
.super Ljava/lang/Object;

.field private static channel:Ljava/lang/String;

.method public static init(Landroid/content/Context;Ljava/lang/String;Ljava/lang/String;)V
    .locals 1
    sput-object p2, Lcom/tendcloud/tenddata/TCAgent;->channel:Ljava/lang/String;
    invoke-static {p0}, Lcom/tendcloud/tenddata/DeviceId;->of(Landroid/content/Context;)Ljava/lang/String;
    move-result-object v0
    invoke-static {p0, v0}, Lcom/tendcloud/tenddata/TCAgent;->onEvent(Landroid/content/Context;Ljava/lang/String;)V
    return-void
.end method

.method public static onEvent(Landroid/content/Context;Ljava/lang/String;)V
    .locals 0
    return-void
.end method
