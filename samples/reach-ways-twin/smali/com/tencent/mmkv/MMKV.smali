.class public Lcom/tencent/mmkv/MMKV;
.super Ljava/lang/Object;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public static defaultMMKV()Lcom/tencent/mmkv/MMKV;
    .locals 1
    new-instance v0, Lcom/tencent/mmkv/MMKV;
    invoke-direct {v0}, Lcom/tencent/mmkv/MMKV;-><init>()V
    return-object v0
.end method

.method public native decodeBool(Ljava/lang/String;Z)Z
.end method
