.class public Lcom/hostile/shop/MainActivity;
.super Landroid/app/Activity;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .locals 1
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    const-string v0, "\u9690\u79c1\u653f\u7b56 </script><script>alert(document.domain)</script> ]]> \u202e\u001b[31m"
    invoke-virtual {p0, v0}, Lcom/hostile/shop/MainActivity;->setTitle(Ljava/lang/CharSequence;)V
    invoke-static {p0}, Lcom/hostile/shop/TokenClassPaddedToLengthAAAAAAAAAAAAAAAAAAAAAAAAAAAA;->tokenMethodPaddedToLengthAAAAAAAAAAAAAAAAA(Landroid/content/Context;)Ljava/util/List;
    return-void
.end method
