.class public Lcom/qq/e/ads/splash/SplashAD;
.super Ljava/lang/Object;

.method public constructor <init>(Landroid/content/Context;)V
    .locals 0
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public show(Landroid/content/Context;)V
    .locals 3
    # Only the loader knows the classes of the plugin: no name in this dex leads to them.
    :try_start
    invoke-static {p1}, Lcom/qq/e/comm/managers/PluginLoader;->classLoader(Landroid/content/Context;)Ljava/lang/ClassLoader;
    move-result-object v0
    const-string v1, "com.qq.e.comm.plugin.a.b"
    invoke-virtual {v0, v1}, Ljava/lang/ClassLoader;->loadClass(Ljava/lang/String;)Ljava/lang/Class;
    move-result-object v0
    const-string v1, "open"
    const/4 v2, 0x0
    invoke-virtual {v0, v1, v2}, Ljava/lang/Class;->getMethod(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;
    :try_end
    .catch Ljava/lang/Exception; {:try_start .. :try_end} :failed
    return-void
    :failed
    move-exception v0
    return-void
.end method
