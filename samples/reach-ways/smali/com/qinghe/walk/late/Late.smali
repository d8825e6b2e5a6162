.class public final Lcom/qinghe/walk/late/Late;
.super Ljava/lang/Object;

.method public static collect()Ljava/lang/String;
    .locals 3
    sget-object v0, Lcom/qinghe/walk/WalkApplication;->self:Landroid/content/Context;
    const-string v1, "phone"
    invoke-virtual {v0, v1}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/telephony/TelephonyManager;
    invoke-virtual {v0}, Landroid/telephony/TelephonyManager;->getImei()Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method
