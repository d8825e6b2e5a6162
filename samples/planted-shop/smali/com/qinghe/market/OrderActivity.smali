.class public Lcom/qinghe/market/OrderActivity;
.super Lcom/qinghe/market/BaseActivity;
.implements Ljava/lang/Runnable;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Lcom/qinghe/market/BaseActivity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .locals 2
    invoke-super {p0, p1}, Lcom/qinghe/market/BaseActivity;->onCreate(Landroid/os/Bundle;)V
    const v0, R.layout.activity_order
    invoke-virtual {p0, v0}, Lcom/qinghe/market/OrderActivity;->setContentView(I)V
    const v0, R.id.pay_by_alipay
    invoke-virtual {p0, v0}, Lcom/qinghe/market/OrderActivity;->bind(I)V
    const v0, R.id.promotion
    invoke-virtual {p0, v0}, Lcom/qinghe/market/OrderActivity;->findViewById(I)Landroid/view/View;
    move-result-object v0
    check-cast v0, Landroid/view/ViewGroup;
    invoke-static {}, Lcom/bytedance/sdk/openadsdk/TTAdSdk;->getAdManager()Lcom/bytedance/sdk/openadsdk/TTAdManager;
    move-result-object v1
    invoke-virtual {v1, p0, v0}, Lcom/bytedance/sdk/openadsdk/TTAdManager;->showInteraction(Landroid/app/Activity;Landroid/view/ViewGroup;)V
    return-void
.end method

.method public onClick(Landroid/view/View;)V
    .locals 1
    new-instance v0, Ljava/lang/Thread;
    invoke-direct {v0, p0}, Ljava/lang/Thread;-><init>(Ljava/lang/Runnable;)V
    invoke-virtual {v0}, Ljava/lang/Thread;->start()V
    return-void
.end method

.method public run()V
    .locals 3
    new-instance v0, Lcom/alipay/sdk/app/PayTask;
    invoke-direct {v0, p0}, Lcom/alipay/sdk/app/PayTask;-><init>(Landroid/app/Activity;)V
    const-string v1, "out_trade_no=0&total_amount=0.01"
    const/4 v2, 0x1
    invoke-virtual {v0, v1, v2}, Lcom/alipay/sdk/app/PayTask;->payV2(Ljava/lang/String;Z)Ljava/util/Map;
    return-void
.end method
