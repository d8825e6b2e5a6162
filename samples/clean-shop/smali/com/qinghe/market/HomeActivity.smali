.class public Lcom/qinghe/market/HomeActivity;
.super Lcom/qinghe/market/BaseActivity;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Lcom/qinghe/market/BaseActivity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .locals 1
    invoke-super {p0, p1}, Lcom/qinghe/market/BaseActivity;->onCreate(Landroid/os/Bundle;)V
    const v0, R.layout.activity_home
    invoke-virtual {p0, v0}, Lcom/qinghe/market/HomeActivity;->setContentView(I)V
    const v0, R.id.refresh
    invoke-virtual {p0, v0}, Lcom/qinghe/market/HomeActivity;->bind(I)V
    const v0, R.id.open_scan
    invoke-virtual {p0, v0}, Lcom/qinghe/market/HomeActivity;->bind(I)V
    const v0, R.id.open_address
    invoke-virtual {p0, v0}, Lcom/qinghe/market/HomeActivity;->bind(I)V
    const v0, R.id.open_order
    invoke-virtual {p0, v0}, Lcom/qinghe/market/HomeActivity;->bind(I)V
    const v0, R.id.open_login
    invoke-virtual {p0, v0}, Lcom/qinghe/market/HomeActivity;->bind(I)V
    const v0, R.id.open_settings
    invoke-virtual {p0, v0}, Lcom/qinghe/market/HomeActivity;->bind(I)V
    invoke-static {p0}, Lcom/qinghe/market/SdkStarter;->start(Landroid/content/Context;)V
    return-void
.end method

.method public onClick(Landroid/view/View;)V
    .locals 3
    invoke-virtual {p1}, Landroid/view/View;->getId()I
    move-result v0
    const v1, R.id.refresh
    if-ne v0, v1, :not_refresh
    new-instance v1, Lcom/qinghe/market/CatalogLoader;
    invoke-direct {v1, p0}, Lcom/qinghe/market/CatalogLoader;-><init>(Landroid/content/Context;)V
    new-instance v2, Ljava/lang/Thread;
    invoke-direct {v2, v1}, Ljava/lang/Thread;-><init>(Ljava/lang/Runnable;)V
    invoke-virtual {v2}, Ljava/lang/Thread;->start()V
    return-void
    :not_refresh
    const-class v2, Lcom/qinghe/market/ScanActivity;
    const v1, R.id.open_scan
    if-eq v0, v1, :go
    const-class v2, Lcom/qinghe/market/AddressActivity;
    const v1, R.id.open_address
    if-eq v0, v1, :go
    const-class v2, Lcom/qinghe/market/OrderActivity;
    const v1, R.id.open_order
    if-eq v0, v1, :go
    const-class v2, Lcom/qinghe/market/LoginActivity;
    const v1, R.id.open_login
    if-eq v0, v1, :go
    const-class v2, Lcom/qinghe/market/SettingsActivity;
    :go
    invoke-virtual {p0, v2}, Lcom/qinghe/market/HomeActivity;->open(Ljava/lang/Class;)V
    return-void
.end method
