.class public final Lcom/bytedance/sdk/openadsdk/TTAdManager;
.super Ljava/lang/Object;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public showInteraction(Landroid/app/Activity;Landroid/view/ViewGroup;)V
    .locals 2
    new-instance v0, Lcom/bytedance/sdk/openadsdk/core/shake/ShakeAdView;
    invoke-direct {v0, p1}, Lcom/bytedance/sdk/openadsdk/core/shake/ShakeAdView;-><init>(Landroid/content/Context;)V
    invoke-virtual {p2, v0}, Landroid/view/ViewGroup;->addView(Landroid/view/View;)V
    return-void
.end method
