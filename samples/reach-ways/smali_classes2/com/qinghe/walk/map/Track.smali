.class public final Lcom/qinghe/walk/map/Track;
.super Ljava/lang/Object;

.method public static start(Landroid/content/Context;)Landroid/location/Location;
    .locals 3
    const-string v1, "location"
    invoke-virtual {p0, v1}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/location/LocationManager;
    const-string v1, "gps"
    invoke-virtual {v0, v1}, Landroid/location/LocationManager;->getLastKnownLocation(Ljava/lang/String;)Landroid/location/Location;
    move-result-object v0
    return-object v0
.end method
