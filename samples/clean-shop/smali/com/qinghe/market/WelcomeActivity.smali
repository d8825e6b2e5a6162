.class public Lcom/qinghe/market/WelcomeActivity;
.super Lcom/qinghe/market/BaseActivity;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Lcom/qinghe/market/BaseActivity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .locals 1
    invoke-super {p0, p1}, Lcom/qinghe/market/BaseActivity;->onCreate(Landroid/os/Bundle;)V
    invoke-static {p0}, Lcom/qinghe/market/consent/ConsentStore;->hasAgreed(Landroid/content/Context;)Z
    move-result v0
    if-eqz v0, :ask
    invoke-virtual {p0}, Lcom/qinghe/market/WelcomeActivity;->openHome()V
    return-void
    :ask
    new-instance v0, Lcom/qinghe/market/consent/ConsentDialog;
    invoke-direct {v0, p0}, Lcom/qinghe/market/consent/ConsentDialog;-><init>(Lcom/qinghe/market/WelcomeActivity;)V
    invoke-virtual {v0}, Lcom/qinghe/market/consent/ConsentDialog;->show()V
    return-void
.end method

.method public open(Ljava/lang/Class;)V
    .locals 0
    invoke-super {p0, p1}, Lcom/qinghe/market/BaseActivity;->open(Ljava/lang/Class;)V
    return-void
.end method

.method public openHome()V
    .locals 1
    const-class v0, Lcom/qinghe/market/HomeActivity;
    invoke-virtual {p0, v0}, Lcom/qinghe/market/WelcomeActivity;->open(Ljava/lang/Class;)V
    invoke-virtual {p0}, Lcom/qinghe/market/WelcomeActivity;->finish()V
    return-void
.end method

.method public onClick(Landroid/view/View;)V
    .locals 0
    return-void
.end method
