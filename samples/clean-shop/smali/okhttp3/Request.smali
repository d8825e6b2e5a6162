.class public final Lokhttp3/Request;
.super Ljava/lang/Object;

.field private final url:Ljava/lang/String;

.method constructor <init>(Ljava/lang/String;)V
    .locals 0
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lokhttp3/Request;->url:Ljava/lang/String;
    return-void
.end method

.method public url()Ljava/lang/String;
    .locals 1
    iget-object v0, p0, Lokhttp3/Request;->url:Ljava/lang/String;
    return-object v0
.end method
