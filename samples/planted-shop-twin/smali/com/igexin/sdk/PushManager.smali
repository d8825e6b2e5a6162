.class public Lcom/igexin/sdk/PushManager;
.super Ljava/lang/Object;

.field private static final instance:Lcom/igexin/sdk/PushManager;

.method static constructor <clinit>()V
    .locals 1
    new-instance v0, Lcom/igexin/sdk/PushManager;
    invoke-direct {v0}, Lcom/igexin/sdk/PushManager;-><init>()V
    sput-object v0, Lcom/igexin/sdk/PushManager;->instance:Lcom/igexin/sdk/PushManager;
    return-void
.end method

.method private constructor <init>()V
    .locals 0
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public static getInstance()Lcom/igexin/sdk/PushManager;
    .locals 1
    sget-object v0, Lcom/igexin/sdk/PushManager;->instance:Lcom/igexin/sdk/PushManager;
    return-object v0
.end method

.method public initialize(Landroid/content/Context;)V
    .locals 2
    new-instance v0, Landroid/content/Intent;
    const-class v1, Lcom/igexin/sdk/PushService;
    invoke-direct {v0, p1, v1}, Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
    invoke-virtual {p1, v0}, Landroid/content/Context;->startService(Landroid/content/Intent;)Landroid/content/ComponentName;
    return-void
.end method
