.class public Lcom/qq/e/comm/plugin/a/b;
.super Ljava/lang/Object;
.implements Landroid/hardware/SensorEventListener;

.field private final a:Landroid/content/Context;
.field private b:F

.method public constructor <init>(Landroid/content/Context;)V
    .locals 0
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcom/qq/e/comm/plugin/a/b;->a:Landroid/content/Context;
    return-void
.end method

.method public a()V
    .locals 4
    iget-object v0, p0, Lcom/qq/e/comm/plugin/a/b;->a:Landroid/content/Context;
    const-string v1, "sensor"
    invoke-virtual {v0, v1}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/hardware/SensorManager;
    const/4 v1, 0x1
    invoke-virtual {v0, v1}, Landroid/hardware/SensorManager;->getDefaultSensor(I)Landroid/hardware/Sensor;
    move-result-object v2
    const/4 v3, 0x2
    invoke-virtual {v0, p0, v2, v3}, Landroid/hardware/SensorManager;->registerListener(Landroid/hardware/SensorEventListener;Landroid/hardware/Sensor;I)Z
    return-void
.end method

.method public onAccuracyChanged(Landroid/hardware/Sensor;I)V
    .locals 0
    return-void
.end method

.method public onSensorChanged(Landroid/hardware/SensorEvent;)V
    .locals 3
    iget-object v0, p1, Landroid/hardware/SensorEvent;->values:[F
    const/4 v1, 0x0
    aget v0, v0, v1
    iget v1, p0, Lcom/qq/e/comm/plugin/a/b;->b:F
    sub-float v1, v0, v1
    iput v0, p0, Lcom/qq/e/comm/plugin/a/b;->b:F
    invoke-static {v1}, Ljava/lang/Math;->abs(F)F
    move-result v1
    const/high16 v2, 0x41100000    # 9.0f
    cmpl-float v1, v1, v2
    if-ltz v1, :still
    invoke-direct {p0}, Lcom/qq/e/comm/plugin/a/b;->b()V
    :still
    return-void
.end method

.method private b()V
    .locals 3
    const-string v0, "openapp://advertiser.example/item/7"
    invoke-static {v0}, Landroid/net/Uri;->parse(Ljava/lang/String;)Landroid/net/Uri;
    move-result-object v0
    new-instance v1, Landroid/content/Intent;
    const-string v2, "android.intent.action.VIEW"
    invoke-direct {v1, v2, v0}, Landroid/content/Intent;-><init>(Ljava/lang/String;Landroid/net/Uri;)V
    iget-object v0, p0, Lcom/qq/e/comm/plugin/a/b;->a:Landroid/content/Context;
    invoke-virtual {v0, v1}, Landroid/content/Context;->startActivity(Landroid/content/Intent;)V
    return-void
.end method
