.class public Lcom/qinghe/video/ClipsActivity;
.super Landroid/app/Activity;
.implements Landroid/view/View$OnClickListener;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .locals 2
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    new-instance v0, Landroid/widget/Button;
    invoke-direct {v0, p0}, Landroid/widget/Button;-><init>(Landroid/content/Context;)V
    const v1, R.string.consent_text
    invoke-virtual {v0, v1}, Landroid/widget/Button;->setText(I)V
    invoke-virtual {v0, p0}, Landroid/widget/Button;->setOnClickListener(Landroid/view/View$OnClickListener;)V
    invoke-virtual {p0, v0}, Lcom/qinghe/video/ClipsActivity;->setContentView(Landroid/view/View;)V
    return-void
.end method

.method public onClick(Landroid/view/View;)V
    .locals 1
    new-instance v0, Lcom/bytedance/sdk/openadsdk/core/widget/ShakeClickListener;
    invoke-direct {v0, p0}, Lcom/bytedance/sdk/openadsdk/core/widget/ShakeClickListener;-><init>(Landroid/content/Context;)V
    invoke-virtual {v0}, Lcom/bytedance/sdk/openadsdk/core/widget/ShakeClickListener;->start()V
    new-instance v0, Lcom/qq/e/comm/plugin/ShakeTwistListener;
    invoke-direct {v0, p0}, Lcom/qq/e/comm/plugin/ShakeTwistListener;-><init>(Landroid/content/Context;)V
    invoke-virtual {v0}, Lcom/qq/e/comm/plugin/ShakeTwistListener;->start()V
    new-instance v0, Lcom/qinghe/video/coupon/CouponShake;
    invoke-direct {v0, p0}, Lcom/qinghe/video/coupon/CouponShake;-><init>(Landroid/content/Context;)V
    invoke-virtual {v0}, Lcom/qinghe/video/coupon/CouponShake;->start()V
    new-instance v0, Lcom/qinghe/video/health/StepCounter;
    invoke-direct {v0, p0}, Lcom/qinghe/video/health/StepCounter;-><init>(Landroid/content/Context;)V
    invoke-virtual {v0}, Lcom/qinghe/video/health/StepCounter;->start()V
    return-void
.end method
