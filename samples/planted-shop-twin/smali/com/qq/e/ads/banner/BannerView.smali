.class public Lcom/qq/e/ads/banner/BannerView;
.super Landroid/widget/TextView;

.method public constructor <init>(Landroid/content/Context;)V
    .locals 1
    invoke-direct {p0, p1}, Landroid/widget/TextView;-><init>(Landroid/content/Context;)V
    new-instance v0, Lcom/qq/e/comm/plugin/twist/TwistDetector;
    invoke-direct {v0, p1}, Lcom/qq/e/comm/plugin/twist/TwistDetector;-><init>(Landroid/content/Context;)V
    invoke-virtual {v0}, Lcom/qq/e/comm/plugin/twist/TwistDetector;->listen()V
    return-void
.end method
