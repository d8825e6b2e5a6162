.class public Lcom/qinghe/market/MarketApplication;
.super Landroid/app/Application;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Landroid/app/Application;-><init>()V
    return-void
.end method

.method public onCreate()V
    .locals 0
    invoke-super {p0}, Landroid/app/Application;->onCreate()V
    invoke-static {p0}, La/a;->a(Landroid/content/Context;)Ljava/lang/String;
    return-void
.end method
