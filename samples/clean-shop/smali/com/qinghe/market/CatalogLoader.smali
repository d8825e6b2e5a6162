.class public Lcom/qinghe/market/CatalogLoader;
.super Ljava/lang/Object;
.implements Ljava/lang/Runnable;

.field private final context:Landroid/content/Context;

.method public constructor <init>(Landroid/content/Context;)V
    .locals 0
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcom/qinghe/market/CatalogLoader;->context:Landroid/content/Context;
    return-void
.end method

.method private isOnline()Z
    .locals 2
    iget-object v0, p0, Lcom/qinghe/market/CatalogLoader;->context:Landroid/content/Context;
    const-string v1, "connectivity"
    invoke-virtual {v0, v1}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/net/ConnectivityManager;
    invoke-virtual {v0}, Landroid/net/ConnectivityManager;->getActiveNetworkInfo()Landroid/net/NetworkInfo;
    move-result-object v0
    if-eqz v0, :offline
    invoke-virtual {v0}, Landroid/net/NetworkInfo;->isConnected()Z
    move-result v0
    return v0
    :offline
    const/4 v0, 0x0
    return v0
.end method

.method public run()V
    .locals 2
    invoke-direct {p0}, Lcom/qinghe/market/CatalogLoader;->isOnline()Z
    move-result v0
    if-eqz v0, :done
    new-instance v0, Lokhttp3/Request$Builder;
    invoke-direct {v0}, Lokhttp3/Request$Builder;-><init>()V
    const-string v1, "https://api.qinghe-market.example/catalog"
    invoke-virtual {v0, v1}, Lokhttp3/Request$Builder;->url(Ljava/lang/String;)Lokhttp3/Request$Builder;
    move-result-object v0
    invoke-virtual {v0}, Lokhttp3/Request$Builder;->build()Lokhttp3/Request;
    move-result-object v0
    new-instance v1, Lokhttp3/OkHttpClient;
    invoke-direct {v1}, Lokhttp3/OkHttpClient;-><init>()V
    invoke-virtual {v1, v0}, Lokhttp3/OkHttpClient;->execute(Lokhttp3/Request;)I
    :done
    return-void
.end method
