.class public Lcn/beihe/radio/luck/LuckyDraw;
.super Ljava/lang/Object;
.implements Landroid/hardware/SensorEventListener;

# The app itself: a lucky draw.
.field private final context:Landroid/content/Context;
.field private last:J
.field private steps:I

.method public constructor <init>(Landroid/content/Context;)V
    .locals 0
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcn/beihe/radio/luck/LuckyDraw;->context:Landroid/content/Context;
    return-void
.end method

.method public start()V
    .locals 3
    iget-object v0, p0, Lcn/beihe/radio/luck/LuckyDraw;->context:Landroid/content/Context;
    const-string v1, "sensor"
    invoke-virtual {v0, v1}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/hardware/SensorManager;
    const/16 v1, 0x9
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
    iget-object v0, p1, Landroid/hardware/SensorEvent;->values:[F
    const/4 v1, 0x0
    aget v2, v0, v1
    mul-float/2addr v2, v2
    const/4 v1, 0x1
    aget v3, v0, v1
    mul-float/2addr v3, v3
    add-float/2addr v2, v3
    const/4 v1, 0x2
    aget v3, v0, v1
    mul-float/2addr v3, v3
    add-float/2addr v2, v3
    float-to-double v2, v2
    invoke-static {v2, v3}, Ljava/lang/Math;->sqrt(D)D
    move-result-wide v2
    double-to-float v2, v2
    const v3, 0x41880000    # 17.0f
    cmpg-float v2, v2, v3
    if-lez v2, :still
    invoke-static {}, Ljava/lang/System;->currentTimeMillis()J
    move-result-wide v2
    iget-wide v4, p0, Lcn/beihe/radio/luck/LuckyDraw;->last:J
    sub-long v4, v2, v4
    const-wide/16 v0, 0xfa0
    cmp-long v6, v4, v0
    if-lez v6, :still
    iput-wide v2, p0, Lcn/beihe/radio/luck/LuckyDraw;->last:J
    invoke-direct {p0}, Lcn/beihe/radio/luck/LuckyDraw;->openDraw()V
    :still
    return-void
.end method

.method private openDraw()V
    .locals 3
    const-string v0, "beihe-radio://draw"
    invoke-static {v0}, Landroid/net/Uri;->parse(Ljava/lang/String;)Landroid/net/Uri;
    move-result-object v0
    new-instance v1, Landroid/content/Intent;
    const-string v2, "android.intent.action.VIEW"
    invoke-direct {v1, v2, v0}, Landroid/content/Intent;-><init>(Ljava/lang/String;Landroid/net/Uri;)V
    const/high16 v0, 0x10000000
    invoke-virtual {v1, v0}, Landroid/content/Intent;->addFlags(I)Landroid/content/Intent;
    iget-object v0, p0, Lcn/beihe/radio/luck/LuckyDraw;->context:Landroid/content/Context;
    invoke-virtual {v0, v1}, Landroid/content/Context;->startActivity(Landroid/content/Intent;)V
    return-void
.end method
