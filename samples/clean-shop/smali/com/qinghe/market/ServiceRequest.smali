.class public Lcom/qinghe/market/ServiceRequest;
.super Ljava/lang/Object;
.implements Ljava/lang/Runnable;

.field private final path:Ljava/lang/String;

.method public constructor <init>(Ljava/lang/String;)V
    .locals 0
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcom/qinghe/market/ServiceRequest;->path:Ljava/lang/String;
    return-void
.end method

.method public send()V
    .locals 1
    new-instance v0, Ljava/lang/Thread;
    invoke-direct {v0, p0}, Ljava/lang/Thread;-><init>(Ljava/lang/Runnable;)V
    invoke-virtual {v0}, Ljava/lang/Thread;->start()V
    return-void
.end method

.method public run()V
    .locals 3
    new-instance v0, Ljava/lang/StringBuilder;
    const-string v1, "https://api.qinghe-market.example/account/"
    invoke-direct {v0, v1}, Ljava/lang/StringBuilder;-><init>(Ljava/lang/String;)V
    iget-object v1, p0, Lcom/qinghe/market/ServiceRequest;->path:Ljava/lang/String;
    invoke-virtual {v0, v1}, Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;
    invoke-virtual {v0}, Ljava/lang/StringBuilder;->toString()Ljava/lang/String;
    move-result-object v1
    new-instance v0, Lokhttp3/Request$Builder;
    invoke-direct {v0}, Lokhttp3/Request$Builder;-><init>()V
    invoke-virtual {v0, v1}, Lokhttp3/Request$Builder;->url(Ljava/lang/String;)Lokhttp3/Request$Builder;
    move-result-object v0
    invoke-virtual {v0}, Lokhttp3/Request$Builder;->build()Lokhttp3/Request;
    move-result-object v0
    new-instance v1, Lokhttp3/OkHttpClient;
    invoke-direct {v1}, Lokhttp3/OkHttpClient;-><init>()V
    invoke-virtual {v1, v0}, Lokhttp3/OkHttpClient;->execute(Lokhttp3/Request;)I
    return-void
.end method
