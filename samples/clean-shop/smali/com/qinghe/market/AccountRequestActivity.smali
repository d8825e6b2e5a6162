.class public Lcom/qinghe/market/AccountRequestActivity;
.super Lcom/qinghe/market/BaseActivity;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Lcom/qinghe/market/BaseActivity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .locals 2
    invoke-super {p0, p1}, Lcom/qinghe/market/BaseActivity;->onCreate(Landroid/os/Bundle;)V
    const v0, R.layout.activity_account_request
    invoke-virtual {p0, v0}, Lcom/qinghe/market/AccountRequestActivity;->setContentView(I)V
    const v0, R.id.request_kind
    invoke-virtual {p0, v0}, Lcom/qinghe/market/AccountRequestActivity;->findViewById(I)Landroid/view/View;
    move-result-object v0
    check-cast v0, Landroid/widget/TextView;
    invoke-direct {p0}, Lcom/qinghe/market/AccountRequestActivity;->request()Ljava/lang/String;
    move-result-object v1
    invoke-virtual {v0, v1}, Landroid/widget/TextView;->setText(Ljava/lang/CharSequence;)V
    const v0, R.id.request_submit
    invoke-virtual {p0, v0}, Lcom/qinghe/market/AccountRequestActivity;->bind(I)V
    return-void
.end method

.method private request()Ljava/lang/String;
    .locals 2
    invoke-virtual {p0}, Lcom/qinghe/market/AccountRequestActivity;->getIntent()Landroid/content/Intent;
    move-result-object v0
    const-string v1, "request"
    invoke-virtual {v0, v1}, Landroid/content/Intent;->getStringExtra(Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    return-object v0
.end method

.method public onClick(Landroid/view/View;)V
    .locals 2
    invoke-direct {p0}, Lcom/qinghe/market/AccountRequestActivity;->request()Ljava/lang/String;
    move-result-object v1
    new-instance v0, Lcom/qinghe/market/ServiceRequest;
    invoke-direct {v0, v1}, Lcom/qinghe/market/ServiceRequest;-><init>(Ljava/lang/String;)V
    invoke-virtual {v0}, Lcom/qinghe/market/ServiceRequest;->send()V
    const v0, R.string.request_submitted
    invoke-virtual {p0, v0}, Lcom/qinghe/market/AccountRequestActivity;->tell(I)V
    return-void
.end method
