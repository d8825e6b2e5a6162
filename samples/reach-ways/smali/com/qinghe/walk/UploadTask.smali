.class final Lcom/qinghe/walk/UploadTask;
.super Ljava/lang/Object;
.implements Ljava/lang/Runnable;

.field private final probe:Lcom/qinghe/walk/Probe;

.method constructor <init>(Lcom/qinghe/walk/Probe;)V
    .locals 0
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcom/qinghe/walk/UploadTask;->probe:Lcom/qinghe/walk/Probe;
    return-void
.end method

.method public run()V
    .locals 1
    iget-object v0, p0, Lcom/qinghe/walk/UploadTask;->probe:Lcom/qinghe/walk/Probe;
    invoke-interface {v0}, Lcom/qinghe/walk/Probe;->read()Ljava/lang/String;
    return-void
.end method
