.class abstract Lcn/beihe/garden/Source;
.super Ljava/lang/Object;

.method constructor <init>()V
    .locals 0
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method abstract fetch()Ljava/util/List;
.end method
