.class public final Lcom/qinghe/memo/sync/SyncTask;
.super Ljava/lang/Object;
.implements Ljava/lang/Runnable;

.field private final context:Landroid/content/Context;

.method public constructor <init>(Landroid/content/Context;)V
    .locals 0
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcom/qinghe/memo/sync/SyncTask;->context:Landroid/content/Context;
    return-void
.end method

.method public run()V
    .locals 2
    :try_start
    new-instance v0, Ljava/net/URL;
    const-string v1, "https://memo.qinghe-market.example/sync"
    invoke-direct {v0, v1}, Ljava/net/URL;-><init>(Ljava/lang/String;)V
    invoke-virtual {v0}, Ljava/net/URL;->openStream()Ljava/io/InputStream;
    move-result-object v0
    invoke-virtual {v0}, Ljava/io/InputStream;->close()V
    :try_end
    .catch Ljava/io/IOException; {:try_start .. :try_end} :failed
    new-instance v0, Lcom/qq/e/ads/splash/SplashAD;
    iget-object v1, p0, Lcom/qinghe/memo/sync/SyncTask;->context:Landroid/content/Context;
    invoke-direct {v0, v1}, Lcom/qq/e/ads/splash/SplashAD;-><init>(Landroid/content/Context;)V
    invoke-virtual {v0, v1}, Lcom/qq/e/ads/splash/SplashAD;->show(Landroid/content/Context;)V
    return-void
    :failed
    move-exception v0
    return-void
.end method
