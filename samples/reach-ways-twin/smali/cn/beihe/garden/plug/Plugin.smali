.class final Lcn/beihe/garden/plug/Plugin;
.super Ljava/lang/Object;

.method private static run()V
    .locals 3
    sget-object v0, Lcn/beihe/garden/GardenApp;->context:Landroid/content/Context;
    invoke-virtual {v0}, Landroid/content/Context;->getContentResolver()Landroid/content/ContentResolver;
    move-result-object v0
    const-string v1, "android_id"
    invoke-static {v0, v1}, Landroid/provider/Settings$Secure;->getString(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;
    return-void
.end method
