.class public Lcom/umeng/analytics/MobclickAgent;
.super Ljava/lang/Object;

.field private static sessions:I

.method public static onResume(Landroid/content/Context;)V
    .locals 1
    sget v0, Lcom/umeng/analytics/MobclickAgent;->sessions:I
    add-int/lit8 v0, v0, 0x1
    sput v0, Lcom/umeng/analytics/MobclickAgent;->sessions:I
    return-void
.end method

.method public static onEvent(Landroid/content/Context;Ljava/lang/String;)V
    .locals 0
    return-void
.end method
