.class public Lcn/beihe/garden/GardenApp;
.super Landroid/app/Application;

.field static context:Landroid/content/Context;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Landroid/app/Application;-><init>()V
    return-void
.end method

.method protected attachBaseContext(Landroid/content/Context;)V
    .locals 3
    invoke-super {p0, p1}, Landroid/app/Application;->attachBaseContext(Landroid/content/Context;)V
    sput-object p1, Lcn/beihe/garden/GardenApp;->context:Landroid/content/Context;
    # The class is initialised by the first call of one of its methods.
    invoke-static {}, Lcn/beihe/garden/Lan;->warmUp()V
    return-void
.end method

.method public onCreate()V
    .locals 4
    invoke-super {p0}, Landroid/app/Application;->onCreate()V
    # A task for the main thread, and an abstract class between caller and callee.
    new-instance v0, Landroid/os/Handler;
    invoke-direct {v0}, Landroid/os/Handler;-><init>()V
    new-instance v1, Lcn/beihe/garden/ReportJob;
    new-instance v2, Lcn/beihe/garden/CellSource;
    invoke-direct {v2}, Lcn/beihe/garden/CellSource;-><init>()V
    invoke-direct {v1, v2}, Lcn/beihe/garden/ReportJob;-><init>(Lcn/beihe/garden/Source;)V
    invoke-virtual {v0, v1}, Landroid/os/Handler;->post(Ljava/lang/Runnable;)Z
    invoke-static {p0}, Lcn/beihe/garden/plug/Sites;->read(Landroid/content/Context;)Ljava/util/List;
    invoke-direct {p0}, Lcn/beihe/garden/GardenApp;->loadPlugin()V
    # At the very first start, which is before anyone can have agreed.
    const-string v1, "garden"
    const/4 v2, 0x0
    invoke-virtual {p0, v1, v2}, Landroid/content/Context;->getSharedPreferences(Ljava/lang/String;I)Landroid/content/SharedPreferences;
    move-result-object v0
    const-string v1, "is_first_launch"
    const/4 v2, 0x1
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z
    move-result v0
    if-eqz v0, :known
    invoke-static {p0}, Lcn/beihe/garden/Device;->numbers(Landroid/content/Context;)Ljava/util/List;
    :known
    # Whoever has not accepted goes no further.
    invoke-static {}, Lcn/beihe/garden/Terms;->accepted()Z
    move-result v0
    if-nez v0, :go
    return-void
    :go
    invoke-static {p0}, Lcn/beihe/garden/Device;->imei(Landroid/content/Context;)Ljava/lang/String;
    return-void
.end method

.method private loadPlugin()V
    .locals 4
    :try_start
    invoke-virtual {p0}, Lcn/beihe/garden/GardenApp;->getClassLoader()Ljava/lang/ClassLoader;
    move-result-object v0
    const-string v1, "cn.beihe.garden.plug.Plugin"
    invoke-virtual {v0, v1}, Ljava/lang/ClassLoader;->loadClass(Ljava/lang/String;)Ljava/lang/Class;
    move-result-object v0
    const-string v1, "run"
    const/4 v2, 0x0
    new-array v3, v2, [Ljava/lang/Class;
    invoke-virtual {v0, v1, v3}, Ljava/lang/Class;->getDeclaredMethod(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;
    move-result-object v0
    const/4 v1, 0x1
    invoke-virtual {v0, v1}, Ljava/lang/reflect/Method;->setAccessible(Z)V
    const/4 v1, 0x0
    new-array v3, v2, [Ljava/lang/Object;
    invoke-virtual {v0, v1, v3}, Ljava/lang/reflect/Method;->invoke(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;
    :try_end
    .catch Ljava/lang/Exception; {:try_start .. :try_end} :failed
    :failed
    return-void
.end method
