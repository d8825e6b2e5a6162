.class public Lokhttp3/OkHttpClient;
.super Ljava/lang/Object;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public execute(Lokhttp3/Request;)I
    .locals 2
    :try_start
    new-instance v0, Ljava/net/URL;
    invoke-virtual {p1}, Lokhttp3/Request;->url()Ljava/lang/String;
    move-result-object v1
    invoke-direct {v0, v1}, Ljava/net/URL;-><init>(Ljava/lang/String;)V
    invoke-virtual {v0}, Ljava/net/URL;->openConnection()Ljava/net/URLConnection;
    move-result-object v0
    check-cast v0, Ljavax/net/ssl/HttpsURLConnection;
    invoke-virtual {v0}, Ljavax/net/ssl/HttpsURLConnection;->getResponseCode()I
    move-result v0
    :try_end
    .catch Ljava/io/IOException; {:try_start .. :try_end} :failed
    return v0
    :failed
    move-exception v0
    const/4 v0, -0x1
    return v0
.end method
