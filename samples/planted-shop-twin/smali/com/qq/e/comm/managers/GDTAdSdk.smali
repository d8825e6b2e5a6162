.class public Lcom/qq/e/comm/managers/GDTAdSdk;
.super Ljava/lang/Object;

.field private static mediaId:Ljava/lang/String;

.method public static init(Landroid/content/Context;Ljava/lang/String;)V
    .locals 0
    sput-object p1, Lcom/qq/e/comm/managers/GDTAdSdk;->mediaId:Ljava/lang/String;
    return-void
.end method
