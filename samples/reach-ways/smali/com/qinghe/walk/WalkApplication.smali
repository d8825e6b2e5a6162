.class public Lcom/qinghe/walk/WalkApplication;
.super Landroid/app/Application;

.field public static self:Landroid/content/Context;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Landroid/app/Application;-><init>()V
    return-void
.end method

.method public onCreate()V
    .locals 5
    invoke-super {p0}, Landroid/app/Application;->onCreate()V
    sput-object p0, Lcom/qinghe/walk/WalkApplication;->self:Landroid/content/Context;
    # Behind a stored consent: runs only after the user has agreed.
    const-string v1, "walk"
    const/4 v2, 0x0
    invoke-virtual {p0, v1, v2}, Landroid/content/Context;->getSharedPreferences(Ljava/lang/String;I)Landroid/content/SharedPreferences;
    move-result-object v0
    const-string v1, "privacy_agreed"
    const/4 v2, 0x0
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z
    move-result v0
    if-eqz v0, :later
    invoke-static {p0}, Lcom/qinghe/walk/Identity;->androidId(Landroid/content/Context;)Ljava/lang/String;
    :later
    # The wrong way round: runs exactly as long as nobody has agreed.
    if-nez v0, :rest
    invoke-static {}, Lcom/qinghe/walk/Identity;->serial()Ljava/lang/String;
    :rest
    # A static initialiser.
    sget-object v1, Lcom/qinghe/walk/Card;->ADDRESS:[B
    # An interface, called by a Runnable in a thread of its own.
    new-instance v1, Lcom/qinghe/walk/WifiProbe;
    invoke-direct {v1}, Lcom/qinghe/walk/WifiProbe;-><init>()V
    new-instance v2, Lcom/qinghe/walk/UploadTask;
    invoke-direct {v2, v1}, Lcom/qinghe/walk/UploadTask;-><init>(Lcom/qinghe/walk/Probe;)V
    new-instance v3, Ljava/lang/Thread;
    invoke-direct {v3, v2}, Ljava/lang/Thread;-><init>(Ljava/lang/Runnable;)V
    invoke-virtual {v3}, Ljava/lang/Thread;->start()V
    # A class and a method by their names.
    invoke-direct {p0}, Lcom/qinghe/walk/WalkApplication;->startLate()V
    # Code in the second DEX file.
    invoke-static {p0}, Lcom/qinghe/walk/map/Track;->start(Landroid/content/Context;)Landroid/location/Location;
    return-void
.end method

.method private startLate()V
    .locals 4
    :try_start
    const-string v0, "com.qinghe.walk.late.Late"
    invoke-static {v0}, Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;
    move-result-object v0
    const-string v1, "collect"
    const/4 v2, 0x0
    new-array v3, v2, [Ljava/lang/Class;
    invoke-virtual {v0, v1, v3}, Ljava/lang/Class;->getMethod(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;
    move-result-object v0
    const/4 v1, 0x0
    new-array v3, v2, [Ljava/lang/Object;
    invoke-virtual {v0, v1, v3}, Ljava/lang/reflect/Method;->invoke(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;
    :try_end
    .catch Ljava/lang/Exception; {:try_start .. :try_end} :failed
    :failed
    return-void
.end method
