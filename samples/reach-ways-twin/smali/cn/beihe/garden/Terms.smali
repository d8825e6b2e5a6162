.class public final Lcn/beihe/garden/Terms;
.super Ljava/lang/Object;

.method public static accepted()Z
    .locals 3
    invoke-static {}, Lcom/tencent/mmkv/MMKV;->defaultMMKV()Lcom/tencent/mmkv/MMKV;
    move-result-object v0
    const-string v1, "user_agreement_accepted"
    const/4 v2, 0x0
    invoke-virtual {v0, v1, v2}, Lcom/tencent/mmkv/MMKV;->decodeBool(Ljava/lang/String;Z)Z
    move-result v0
    return v0
.end method
