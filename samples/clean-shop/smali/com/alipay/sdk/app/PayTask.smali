.class public Lcom/alipay/sdk/app/PayTask;
.super Ljava/lang/Object;

.field private final activity:Landroid/app/Activity;

.method public constructor <init>(Landroid/app/Activity;)V
    .locals 0
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcom/alipay/sdk/app/PayTask;->activity:Landroid/app/Activity;
    return-void
.end method

.method public payV2(Ljava/lang/String;Z)Ljava/util/Map;
    .locals 3
    iget-object v0, p0, Lcom/alipay/sdk/app/PayTask;->activity:Landroid/app/Activity;
    new-instance v1, Landroid/content/Intent;
    const-class v2, Lcom/alipay/sdk/app/H5PayActivity;
    invoke-direct {v1, v0, v2}, Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
    const-string v2, "order"
    invoke-virtual {v1, v2, p1}, Landroid/content/Intent;->putExtra(Ljava/lang/String;Ljava/lang/String;)Landroid/content/Intent;
    invoke-virtual {v0, v1}, Landroid/app/Activity;->startActivity(Landroid/content/Intent;)V
    new-instance v0, Ljava/util/HashMap;
    invoke-direct {v0}, Ljava/util/HashMap;-><init>()V
    return-object v0
.end method
