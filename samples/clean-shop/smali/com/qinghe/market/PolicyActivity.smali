.class public Lcom/qinghe/market/PolicyActivity;
.super Lcom/qinghe/market/BaseActivity;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Lcom/qinghe/market/BaseActivity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .locals 2
    invoke-super {p0, p1}, Lcom/qinghe/market/BaseActivity;->onCreate(Landroid/os/Bundle;)V
    const v0, R.string.policy_title
    invoke-virtual {p0, v0}, Lcom/qinghe/market/PolicyActivity;->setTitle(I)V
    new-instance v0, Landroid/webkit/WebView;
    invoke-direct {v0, p0}, Landroid/webkit/WebView;-><init>(Landroid/content/Context;)V
    const v1, R.string.policy_url
    invoke-virtual {p0, v1}, Lcom/qinghe/market/PolicyActivity;->getString(I)Ljava/lang/String;
    move-result-object v1
    invoke-virtual {v0, v1}, Landroid/webkit/WebView;->loadUrl(Ljava/lang/String;)V
    invoke-virtual {p0, v0}, Lcom/qinghe/market/PolicyActivity;->setContentView(Landroid/view/View;)V
    return-void
.end method

.method public onClick(Landroid/view/View;)V
    .locals 0
    return-void
.end method
