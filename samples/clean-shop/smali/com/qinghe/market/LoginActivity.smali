.class public Lcom/qinghe/market/LoginActivity;
.super Lcom/qinghe/market/BaseActivity;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Lcom/qinghe/market/BaseActivity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .locals 1
    invoke-super {p0, p1}, Lcom/qinghe/market/BaseActivity;->onCreate(Landroid/os/Bundle;)V
    const v0, R.layout.activity_login
    invoke-virtual {p0, v0}, Lcom/qinghe/market/LoginActivity;->setContentView(I)V
    const v0, R.id.login
    invoke-virtual {p0, v0}, Lcom/qinghe/market/LoginActivity;->bind(I)V
    const v0, R.id.login_by_wechat
    invoke-virtual {p0, v0}, Lcom/qinghe/market/LoginActivity;->bind(I)V
    return-void
.end method

.method private hasTickedAgreement()Z
    .locals 1
    const v0, R.id.agreement
    invoke-virtual {p0, v0}, Lcom/qinghe/market/LoginActivity;->findViewById(I)Landroid/view/View;
    move-result-object v0
    check-cast v0, Landroid/widget/CheckBox;
    invoke-virtual {v0}, Landroid/widget/CheckBox;->isChecked()Z
    move-result v0
    return v0
.end method

.method public onClick(Landroid/view/View;)V
    .locals 3
    invoke-direct {p0}, Lcom/qinghe/market/LoginActivity;->hasTickedAgreement()Z
    move-result v0
    if-nez v0, :ticked
    const v0, R.string.login_agreement
    invoke-virtual {p0, v0}, Lcom/qinghe/market/LoginActivity;->tell(I)V
    return-void
    :ticked
    invoke-virtual {p1}, Landroid/view/View;->getId()I
    move-result v0
    const v1, R.id.login_by_wechat
    if-eq v0, v1, :wechat
    new-instance v0, Lcom/qinghe/market/ServiceRequest;
    const-string v1, "login"
    invoke-direct {v0, v1}, Lcom/qinghe/market/ServiceRequest;-><init>(Ljava/lang/String;)V
    invoke-virtual {v0}, Lcom/qinghe/market/ServiceRequest;->send()V
    return-void
    :wechat
    const-string v0, "wx0000000000000000"
    const/4 v1, 0x1
    invoke-static {p0, v0, v1}, Lcom/tencent/mm/opensdk/openapi/WXAPIFactory;->createWXAPI(Landroid/content/Context;Ljava/lang/String;Z)Lcom/tencent/mm/opensdk/openapi/IWXAPI;
    move-result-object v0
    new-instance v1, Lcom/tencent/mm/opensdk/modelmsg/SendAuth$Req;
    invoke-direct {v1}, Lcom/tencent/mm/opensdk/modelmsg/SendAuth$Req;-><init>()V
    const-string v2, "snsapi_userinfo"
    iput-object v2, v1, Lcom/tencent/mm/opensdk/modelmsg/SendAuth$Req;->scope:Ljava/lang/String;
    invoke-interface {v0, v1}, Lcom/tencent/mm/opensdk/openapi/IWXAPI;->sendReq(Lcom/tencent/mm/opensdk/modelbase/BaseReq;)Z
    return-void
.end method
