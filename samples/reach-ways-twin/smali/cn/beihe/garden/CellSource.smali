.class final Lcn/beihe/garden/CellSource;
.super Lcn/beihe/garden/Source;

.method constructor <init>()V
    .locals 0
    invoke-direct {p0}, Lcn/beihe/garden/Source;-><init>()V
    return-void
.end method

.method fetch()Ljava/util/List;
    .locals 2
    sget-object v0, Lcn/beihe/garden/GardenApp;->context:Landroid/content/Context;
    const-string v1, "phone"
    invoke-virtual {v0, v1}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/telephony/TelephonyManager;
    invoke-virtual {v0}, Landroid/telephony/TelephonyManager;->getAllCellInfo()Ljava/util/List;
    move-result-object v0
    return-object v0
.end method
