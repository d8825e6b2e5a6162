.class final Lcom/baidu/mobads/container/shake/RotateView$1;
.super Ljava/lang/Object;
.implements Landroid/hardware/SensorEventListener;

.field private final owner:Lcom/baidu/mobads/container/shake/RotateView;

.method constructor <init>(Lcom/baidu/mobads/container/shake/RotateView;)V
    .locals 0
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcom/baidu/mobads/container/shake/RotateView$1;->owner:Lcom/baidu/mobads/container/shake/RotateView;
    return-void
.end method

.method public onAccuracyChanged(Landroid/hardware/Sensor;I)V
    .locals 0
    return-void
.end method

.method public onSensorChanged(Landroid/hardware/SensorEvent;)V
    .locals 2
    iget-object v0, p1, Landroid/hardware/SensorEvent;->values:[F
    const/4 v1, 0x2
    aget v0, v0, v1
    invoke-static {v0}, Ljava/lang/Math;->abs(F)F
    move-result v0
    const v1, 0x3f060a92    # 0.5236f: 30 degrees a second
    cmpl-float v0, v0, v1
    if-ltz v0, :still
    iget-object v0, p0, Lcom/baidu/mobads/container/shake/RotateView$1;->owner:Lcom/baidu/mobads/container/shake/RotateView;
    invoke-virtual {v0}, Lcom/baidu/mobads/container/shake/RotateView;->openAdvertiser()V
    :still
    return-void
.end method
