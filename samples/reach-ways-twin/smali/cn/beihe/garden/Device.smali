.class final Lcn/beihe/garden/Device;
.super Ljava/lang/Object;

.method public static imei(Landroid/content/Context;)Ljava/lang/String;
    .locals 3
    const-string v1, "phone"
    invoke-virtual {p0, v1}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/telephony/TelephonyManager;
    invoke-virtual {v0}, Landroid/telephony/TelephonyManager;->getDeviceId()Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method

.method public static numbers(Landroid/content/Context;)Ljava/util/List;
    .locals 3
    const-string v0, "telephony_subscription_service"
    invoke-virtual {p0, v0}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/telephony/SubscriptionManager;
    const/4 v1, 0x0
    invoke-virtual {v0, v1}, Landroid/telephony/SubscriptionManager;->getPhoneNumber(I)Ljava/lang/String;
    const/4 v0, 0x0
    return-object v0
.end method

# These two call only each other.
.method public static first(Landroid/content/Context;)Ljava/lang/String;
    .locals 3
    invoke-static {p0}, Lcn/beihe/garden/Device;->second(Landroid/content/Context;)Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method

.method public static second(Landroid/content/Context;)Ljava/lang/String;
    .locals 3
    invoke-static {p0}, Lcn/beihe/garden/Device;->first(Landroid/content/Context;)Ljava/lang/String;
    const-string v1, "phone"
    invoke-virtual {p0, v1}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/telephony/TelephonyManager;
    invoke-virtual {v0}, Landroid/telephony/TelephonyManager;->getSimSerialNumber()Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method
