.class final Lcom/qinghe/walk/WifiProbe;
.super Ljava/lang/Object;
.implements Lcom/qinghe/walk/Probe;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public read()Ljava/lang/String;
    .locals 2
    sget-object v0, Lcom/qinghe/walk/WalkApplication;->self:Landroid/content/Context;
    const-string v1, "wifi"
    invoke-virtual {v0, v1}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/net/wifi/WifiManager;
    invoke-virtual {v0}, Landroid/net/wifi/WifiManager;->getConnectionInfo()Landroid/net/wifi/WifiInfo;
    move-result-object v0
    invoke-virtual {v0}, Landroid/net/wifi/WifiInfo;->getBSSID()Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method
