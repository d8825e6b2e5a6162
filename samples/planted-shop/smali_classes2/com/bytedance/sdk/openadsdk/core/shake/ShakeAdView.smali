.class public Lcom/bytedance/sdk/openadsdk/core/shake/ShakeAdView;
.super Landroid/widget/TextView;

.field private final listener:Lcom/bytedance/sdk/openadsdk/core/shake/ShakeListener;

.method public constructor <init>(Landroid/content/Context;)V
    .locals 1
    invoke-direct {p0, p1}, Landroid/widget/TextView;-><init>(Landroid/content/Context;)V
    new-instance v0, Lcom/bytedance/sdk/openadsdk/core/shake/ShakeListener;
    invoke-direct {v0, p1}, Lcom/bytedance/sdk/openadsdk/core/shake/ShakeListener;-><init>(Landroid/content/Context;)V
    iput-object v0, p0, Lcom/bytedance/sdk/openadsdk/core/shake/ShakeAdView;->listener:Lcom/bytedance/sdk/openadsdk/core/shake/ShakeListener;
    const-string v0, "\u6447\u4e00\u6447\u624b\u673a\uff0c\u67e5\u770b\u8be6\u60c5"
    invoke-virtual {p0, v0}, Lcom/bytedance/sdk/openadsdk/core/shake/ShakeAdView;->setText(Ljava/lang/CharSequence;)V
    return-void
.end method

.method protected onAttachedToWindow()V
    .locals 1
    invoke-super {p0}, Landroid/widget/TextView;->onAttachedToWindow()V
    iget-object v0, p0, Lcom/bytedance/sdk/openadsdk/core/shake/ShakeAdView;->listener:Lcom/bytedance/sdk/openadsdk/core/shake/ShakeListener;
    invoke-virtual {v0}, Lcom/bytedance/sdk/openadsdk/core/shake/ShakeListener;->start()V
    return-void
.end method

.method protected onDetachedFromWindow()V
    .locals 1
    iget-object v0, p0, Lcom/bytedance/sdk/openadsdk/core/shake/ShakeAdView;->listener:Lcom/bytedance/sdk/openadsdk/core/shake/ShakeListener;
    invoke-virtual {v0}, Lcom/bytedance/sdk/openadsdk/core/shake/ShakeListener;->stop()V
    invoke-super {p0}, Landroid/widget/TextView;->onDetachedFromWindow()V
    return-void
.end method
