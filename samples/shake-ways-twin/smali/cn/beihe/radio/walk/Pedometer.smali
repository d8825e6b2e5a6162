.class public Lcn/beihe/radio/walk/Pedometer;
.super Ljava/lang/Object;
.implements Landroid/hardware/SensorEventListener;

# A step detector.
.field private final context:Landroid/content/Context;
.field private last:J
.field private steps:I

.method public constructor <init>(Landroid/content/Context;)V
    .locals 0
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcn/beihe/radio/walk/Pedometer;->context:Landroid/content/Context;
    return-void
.end method

.method public start()V
    .locals 3
    iget-object v0, p0, Lcn/beihe/radio/walk/Pedometer;->context:Landroid/content/Context;
    const-string v1, "sensor"
    invoke-virtual {v0, v1}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/hardware/SensorManager;
    const/16 v1, 0x12
    invoke-virtual {v0, v1}, Landroid/hardware/SensorManager;->getDefaultSensor(I)Landroid/hardware/Sensor;
    move-result-object v1
    const/4 v2, 0x2
    invoke-virtual {v0, p0, v1, v2}, Landroid/hardware/SensorManager;->registerListener(Landroid/hardware/SensorEventListener;Landroid/hardware/Sensor;I)Z
    return-void
.end method

.method public onAccuracyChanged(Landroid/hardware/Sensor;I)V
    .locals 0
    return-void
.end method

.method public onSensorChanged(Landroid/hardware/SensorEvent;)V
    .locals 8
    iget v0, p0, Lcn/beihe/radio/walk/Pedometer;->steps:I
    add-int/lit8 v0, v0, 0x1
    iput v0, p0, Lcn/beihe/radio/walk/Pedometer;->steps:I
    return-void
.end method
