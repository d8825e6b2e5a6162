.class public Lcom/umeng/commonsdk/UMConfigure;
.super Ljava/lang/Object;

.field private static profile:Ljava/lang/String;

.method public static init(Landroid/content/Context;Ljava/lang/String;Ljava/lang/String;ILjava/lang/String;)V
    .locals 1
    invoke-static {p0}, Lcom/umeng/commonsdk/statistics/DeviceProfile;->read(Landroid/content/Context;)Ljava/lang/String;
    move-result-object v0
    sput-object v0, Lcom/umeng/commonsdk/UMConfigure;->profile:Ljava/lang/String;
    invoke-static {p0}, Lcom/umeng/analytics/MobclickAgent;->onResume(Landroid/content/Context;)V
    return-void
.end method
