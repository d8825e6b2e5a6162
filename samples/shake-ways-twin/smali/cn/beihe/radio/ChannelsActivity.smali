.class public Lcn/beihe/radio/ChannelsActivity;
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
    invoke-virtual {p0, v0}, Lcn/beihe/radio/ChannelsActivity;->setContentView(Landroid/view/View;)V
    return-void
.end method

.method public onClick(Landroid/view/View;)V
    .locals 1
    new-instance v0, Lcom/kwad/components/core/motion/RotateDetector;
    invoke-direct {v0, p0}, Lcom/kwad/components/core/motion/RotateDetector;-><init>(Landroid/content/Context;)V
    invoke-virtual {v0}, Lcom/kwad/components/core/motion/RotateDetector;->start()V
    new-instance v0, Lcom/sigmob/sdk/base/common/MotionWatcher;
    invoke-direct {v0, p0}, Lcom/sigmob/sdk/base/common/MotionWatcher;-><init>(Landroid/content/Context;)V
    invoke-virtual {v0}, Lcom/sigmob/sdk/base/common/MotionWatcher;->start()V
    new-instance v0, Lcn/beihe/radio/luck/LuckyDraw;
    invoke-direct {v0, p0}, Lcn/beihe/radio/luck/LuckyDraw;-><init>(Landroid/content/Context;)V
    invoke-virtual {v0}, Lcn/beihe/radio/luck/LuckyDraw;->start()V
    new-instance v0, Lcn/beihe/radio/walk/Pedometer;
    invoke-direct {v0, p0}, Lcn/beihe/radio/walk/Pedometer;-><init>(Landroid/content/Context;)V
    invoke-virtual {v0}, Lcn/beihe/radio/walk/Pedometer;->start()V
    return-void
.end method
