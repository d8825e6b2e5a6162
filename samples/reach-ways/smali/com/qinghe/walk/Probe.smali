.class public interface abstract Lcom/qinghe/walk/Probe;
.super Ljava/lang/Object;

.method public abstract read()Ljava/lang/String;
.end method
