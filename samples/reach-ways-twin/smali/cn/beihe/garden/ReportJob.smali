.class final Lcn/beihe/garden/ReportJob;
.super Ljava/lang/Object;
.implements Ljava/lang/Runnable;

.field private final source:Lcn/beihe/garden/Source;

.method constructor <init>(Lcn/beihe/garden/Source;)V
    .locals 0
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcn/beihe/garden/ReportJob;->source:Lcn/beihe/garden/Source;
    return-void
.end method

.method public run()V
    .locals 1
    iget-object v0, p0, Lcn/beihe/garden/ReportJob;->source:Lcn/beihe/garden/Source;
    invoke-virtual {v0}, Lcn/beihe/garden/Source;->fetch()Ljava/util/List;
    return-void
.end method
