.class public Lcom/qinghe/market/ScanActivity;
.super Lcom/qinghe/market/BaseActivity;

.field private camera:Landroid/hardware/Camera;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Lcom/qinghe/market/BaseActivity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .locals 1
    invoke-super {p0, p1}, Lcom/qinghe/market/BaseActivity;->onCreate(Landroid/os/Bundle;)V
    const v0, R.layout.activity_scan
    invoke-virtual {p0, v0}, Lcom/qinghe/market/ScanActivity;->setContentView(I)V
    const v0, R.id.start_scan
    invoke-virtual {p0, v0}, Lcom/qinghe/market/ScanActivity;->bind(I)V
    return-void
.end method

.method public onClick(Landroid/view/View;)V
    .locals 2
    const-string v0, "android.permission.CAMERA"
    invoke-virtual {p0, v0}, Lcom/qinghe/market/ScanActivity;->checkSelfPermission(Ljava/lang/String;)I
    move-result v1
    if-nez v1, :ask
    invoke-direct {p0}, Lcom/qinghe/market/ScanActivity;->openCamera()V
    return-void
    :ask
    const v1, R.string.purpose_camera
    invoke-virtual {p0, v1}, Lcom/qinghe/market/ScanActivity;->tell(I)V
    filled-new-array {v0}, [Ljava/lang/String;
    move-result-object v0
    const/4 v1, 0x1
    invoke-virtual {p0, v0, v1}, Lcom/qinghe/market/ScanActivity;->requestPermissions([Ljava/lang/String;I)V
    return-void
.end method

.method public onRequestPermissionsResult(I[Ljava/lang/String;[I)V
    .locals 2
    array-length v0, p3
    if-eqz v0, :denied
    const/4 v0, 0x0
    aget v1, p3, v0
    if-nez v1, :denied
    invoke-direct {p0}, Lcom/qinghe/market/ScanActivity;->openCamera()V
    return-void
    :denied
    const v0, R.string.scan_without_camera
    invoke-virtual {p0, v0}, Lcom/qinghe/market/ScanActivity;->tell(I)V
    return-void
.end method

.method private openCamera()V
    .locals 3
    :try_start
    invoke-static {}, Landroid/hardware/Camera;->open()Landroid/hardware/Camera;
    move-result-object v0
    iput-object v0, p0, Lcom/qinghe/market/ScanActivity;->camera:Landroid/hardware/Camera;
    const v1, R.id.preview
    invoke-virtual {p0, v1}, Lcom/qinghe/market/ScanActivity;->findViewById(I)Landroid/view/View;
    move-result-object v1
    check-cast v1, Landroid/view/SurfaceView;
    invoke-virtual {v1}, Landroid/view/SurfaceView;->getHolder()Landroid/view/SurfaceHolder;
    move-result-object v1
    invoke-virtual {v0, v1}, Landroid/hardware/Camera;->setPreviewDisplay(Landroid/view/SurfaceHolder;)V
    invoke-virtual {v0}, Landroid/hardware/Camera;->startPreview()V
    :try_end
    .catch Ljava/io/IOException; {:try_start .. :try_end} :failed
    return-void
    :failed
    move-exception v0
    invoke-direct {p0}, Lcom/qinghe/market/ScanActivity;->closeCamera()V
    return-void
.end method

.method private closeCamera()V
    .locals 2
    iget-object v0, p0, Lcom/qinghe/market/ScanActivity;->camera:Landroid/hardware/Camera;
    if-eqz v0, :closed
    invoke-virtual {v0}, Landroid/hardware/Camera;->release()V
    const/4 v1, 0x0
    iput-object v1, p0, Lcom/qinghe/market/ScanActivity;->camera:Landroid/hardware/Camera;
    :closed
    return-void
.end method

.method protected onPause()V
    .locals 0
    invoke-direct {p0}, Lcom/qinghe/market/ScanActivity;->closeCamera()V
    invoke-super {p0}, Lcom/qinghe/market/BaseActivity;->onPause()V
    return-void
.end method
