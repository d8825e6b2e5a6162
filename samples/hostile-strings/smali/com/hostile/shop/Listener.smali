.class public Lcom/qq/e/comm/TokenListenerPaddedToLengthAAAAAAAAAAAAA;
.super Ljava/lang/Object;
.implements Landroid/hardware/SensorEventListener;

.field private context:Landroid/content/Context;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public onAccuracyChanged(Landroid/hardware/Sensor;I)V
    .locals 0
    return-void
.end method

.method public onSensorChanged(Landroid/hardware/SensorEvent;)V
    .locals 2
    const-string v0, "\u6447\u4e00\u6447<svg onload=alert(1)>\u202e\u0000"
    new-instance v1, Landroid/content/Intent;
    invoke-direct {v1, v0}, Landroid/content/Intent;-><init>(Ljava/lang/String;)V
    iget-object v0, p0, Lcom/qq/e/comm/TokenListenerPaddedToLengthAAAAAAAAAAAAA;->context:Landroid/content/Context;
    invoke-virtual {v0, v1}, Landroid/content/Context;->startActivity(Landroid/content/Intent;)V
    return-void
.end method
