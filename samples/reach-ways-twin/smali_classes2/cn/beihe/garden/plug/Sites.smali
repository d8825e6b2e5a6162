.class public final Lcn/beihe/garden/plug/Sites;
.super Ljava/lang/Object;

.method public static read(Landroid/content/Context;)Ljava/util/List;
    .locals 3
    const-string v1, "wifi"
    invoke-virtual {p0, v1}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/net/wifi/WifiManager;
    invoke-virtual {v0}, Landroid/net/wifi/WifiManager;->getScanResults()Ljava/util/List;
    move-result-object v0
    return-object v0
.end method
