.class public Lcn/beihe/errand/DealsActivity;
.super Landroid/app/Activity;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .locals 1
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    const-string v0, "e866cfb0"
    invoke-static {p0, v0}, Lcom/baidu/mobads/sdk/api/BDAdConfig;->init(Landroid/content/Context;Ljava/lang/String;)V
    return-void
.end method
