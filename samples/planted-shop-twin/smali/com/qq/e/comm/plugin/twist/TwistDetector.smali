.class public Lcom/qq/e/comm/plugin/twist/TwistDetector;
.super Ljava/lang/Object;
.implements Landroid/hardware/SensorEventListener;

.field private final context:Landroid/content/Context;
.field private final handler:Landroid/os/Handler;

.method public constructor <init>(Landroid/content/Context;)V
    .locals 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcom/qq/e/comm/plugin/twist/TwistDetector;->context:Landroid/content/Context;
    invoke-static {}, Landroid/os/Looper;->getMainLooper()Landroid/os/Looper;
    move-result-object v1
    new-instance v0, Landroid/os/Handler;
    invoke-direct {v0, v1}, Landroid/os/Handler;-><init>(Landroid/os/Looper;)V
    iput-object v0, p0, Lcom/qq/e/comm/plugin/twist/TwistDetector;->handler:Landroid/os/Handler;
    return-void
.end method

.method public listen()V
    .locals 5
    iget-object v0, p0, Lcom/qq/e/comm/plugin/twist/TwistDetector;->context:Landroid/content/Context;
    const-string v1, "sensor"
    invoke-virtual {v0, v1}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/hardware/SensorManager;
    iget-object v4, p0, Lcom/qq/e/comm/plugin/twist/TwistDetector;->handler:Landroid/os/Handler;
    const/4 v3, 0x3
    const/16 v2, 0xa
    invoke-virtual {v0, v2}, Landroid/hardware/SensorManager;->getDefaultSensor(I)Landroid/hardware/Sensor;
    move-result-object v1
    invoke-virtual {v0, p0, v1, v3, v4}, Landroid/hardware/SensorManager;->registerListener(Landroid/hardware/SensorEventListener;Landroid/hardware/Sensor;ILandroid/os/Handler;)Z
    const/4 v2, 0x4
    invoke-virtual {v0, v2}, Landroid/hardware/SensorManager;->getDefaultSensor(I)Landroid/hardware/Sensor;
    move-result-object v1
    invoke-virtual {v0, p0, v1, v3, v4}, Landroid/hardware/SensorManager;->registerListener(Landroid/hardware/SensorEventListener;Landroid/hardware/Sensor;ILandroid/os/Handler;)Z
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
    invoke-static {v0}, Ljava/lang/Math;->abs(F)F
    move-result v0
    const/high16 v1, 0x41000000    # 8.0f
    cmpl-float v0, v0, v1
    if-ltz v0, :calm
    iget-object v0, p0, Lcom/qq/e/comm/plugin/twist/TwistDetector;->handler:Landroid/os/Handler;
    new-instance v1, Lcom/qq/e/comm/plugin/twist/ClickThrough;
    iget-object v2, p0, Lcom/qq/e/comm/plugin/twist/TwistDetector;->context:Landroid/content/Context;
    invoke-direct {v1, v2}, Lcom/qq/e/comm/plugin/twist/ClickThrough;-><init>(Landroid/content/Context;)V
    invoke-virtual {v0, v1}, Landroid/os/Handler;->post(Ljava/lang/Runnable;)Z
    :calm
    return-void
.end method
