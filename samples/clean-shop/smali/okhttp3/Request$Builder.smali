.class public Lokhttp3/Request$Builder;
.super Ljava/lang/Object;

.field private url:Ljava/lang/String;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public url(Ljava/lang/String;)Lokhttp3/Request$Builder;
    .locals 0
    iput-object p1, p0, Lokhttp3/Request$Builder;->url:Ljava/lang/String;
    return-object p0
.end method

.method public build()Lokhttp3/Request;
    .locals 2
    new-instance v0, Lokhttp3/Request;
    iget-object v1, p0, Lokhttp3/Request$Builder;->url:Ljava/lang/String;
    invoke-direct {v0, v1}, Lokhttp3/Request;-><init>(Ljava/lang/String;)V
    return-object v0
.end method
