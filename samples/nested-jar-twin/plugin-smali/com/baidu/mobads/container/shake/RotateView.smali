.class public Lcom/baidu/mobads/container/shake/RotateView;
.super Landroid/view/View;

.field private final manager:Landroid/hardware/SensorManager;

.method public constructor <init>(Landroid/content/Context;)V
    .locals 1
    invoke-direct {p0, p1}, Landroid/view/View;-><init>(Landroid/content/Context;)V
    const-string v0, "sensor"
    invoke-virtual {p1, v0}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/hardware/SensorManager;
    iput-object v0, p0, Lcom/baidu/mobads/container/shake/RotateView;->manager:Landroid/hardware/SensorManager;
    return-void
.end method

.method protected onAttachedToWindow()V
    .locals 4
    invoke-super {p0}, Landroid/view/View;->onAttachedToWindow()V
    iget-object v0, p0, Lcom/baidu/mobads/container/shake/RotateView;->manager:Landroid/hardware/SensorManager;
    const/4 v1, 0x4
    invoke-virtual {v0, v1}, Landroid/hardware/SensorManager;->getDefaultSensor(I)Landroid/hardware/Sensor;
    move-result-object v1
    new-instance v2, Lcom/baidu/mobads/container/shake/RotateView$1;
    invoke-direct {v2, p0}, Lcom/baidu/mobads/container/shake/RotateView$1;-><init>(Lcom/baidu/mobads/container/shake/RotateView;)V
    const/4 v3, 0x1
    invoke-virtual {v0, v2, v1, v3}, Landroid/hardware/SensorManager;->registerListener(Landroid/hardware/SensorEventListener;Landroid/hardware/Sensor;I)Z
    return-void
.end method

.method openAdvertiser()V
    .locals 3
    new-instance v0, Landroid/content/Intent;
    const-string v1, "android.intent.action.VIEW"
    const-string v2, "market://details?id=com.advertiser.example"
    invoke-static {v2}, Landroid/net/Uri;->parse(Ljava/lang/String;)Landroid/net/Uri;
    move-result-object v2
    invoke-direct {v0, v1, v2}, Landroid/content/Intent;-><init>(Ljava/lang/String;Landroid/net/Uri;)V
    invoke-virtual {p0}, Lcom/baidu/mobads/container/shake/RotateView;->getContext()Landroid/content/Context;
    move-result-object v1
    invoke-virtual {v1, v0}, Landroid/content/Context;->startActivity(Landroid/content/Intent;)V
    return-void
.end method
