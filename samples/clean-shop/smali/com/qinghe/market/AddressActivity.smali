.class public Lcom/qinghe/market/AddressActivity;
.super Lcom/qinghe/market/BaseActivity;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Lcom/qinghe/market/BaseActivity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .locals 1
    invoke-super {p0, p1}, Lcom/qinghe/market/BaseActivity;->onCreate(Landroid/os/Bundle;)V
    const v0, R.layout.activity_address
    invoke-virtual {p0, v0}, Lcom/qinghe/market/AddressActivity;->setContentView(I)V
    const v0, R.id.use_location
    invoke-virtual {p0, v0}, Lcom/qinghe/market/AddressActivity;->bind(I)V
    return-void
.end method

.method public onClick(Landroid/view/View;)V
    .locals 3
    const-string v0, "android.permission.ACCESS_COARSE_LOCATION"
    invoke-virtual {p0, v0}, Lcom/qinghe/market/AddressActivity;->checkSelfPermission(Ljava/lang/String;)I
    move-result v1
    if-nez v1, :ask
    invoke-direct {p0}, Lcom/qinghe/market/AddressActivity;->fillAddress()V
    return-void
    :ask
    const v1, R.string.purpose_location
    invoke-virtual {p0, v1}, Lcom/qinghe/market/AddressActivity;->tell(I)V
    filled-new-array {v0}, [Ljava/lang/String;
    move-result-object v0
    const/4 v1, 0x2
    invoke-virtual {p0, v0, v1}, Lcom/qinghe/market/AddressActivity;->requestPermissions([Ljava/lang/String;I)V
    return-void
.end method

.method public onRequestPermissionsResult(I[Ljava/lang/String;[I)V
    .locals 2
    array-length v0, p3
    if-eqz v0, :denied
    const/4 v0, 0x0
    aget v1, p3, v0
    if-nez v1, :denied
    invoke-direct {p0}, Lcom/qinghe/market/AddressActivity;->fillAddress()V
    return-void
    :denied
    const v0, R.string.address_by_hand
    invoke-virtual {p0, v0}, Lcom/qinghe/market/AddressActivity;->tell(I)V
    return-void
.end method

.method private fillAddress()V
    .locals 3
    const-string v0, "location"
    invoke-virtual {p0, v0}, Lcom/qinghe/market/AddressActivity;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/location/LocationManager;
    const-string v1, "network"
    invoke-virtual {v0, v1}, Landroid/location/LocationManager;->getLastKnownLocation(Ljava/lang/String;)Landroid/location/Location;
    move-result-object v0
    if-eqz v0, :none
    const v1, R.id.address
    invoke-virtual {p0, v1}, Lcom/qinghe/market/AddressActivity;->findViewById(I)Landroid/view/View;
    move-result-object v1
    check-cast v1, Landroid/widget/EditText;
    invoke-virtual {v0}, Landroid/location/Location;->toString()Ljava/lang/String;
    move-result-object v2
    invoke-virtual {v1, v2}, Landroid/widget/EditText;->setText(Ljava/lang/CharSequence;)V
    :none
    return-void
.end method
