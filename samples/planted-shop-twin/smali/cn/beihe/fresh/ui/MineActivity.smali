.class public Lcn/beihe/fresh/ui/MineActivity;
.super Landroid/app/Activity;
.implements Landroid/view/View$OnClickListener;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .locals 1
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    const v0, R.layout.mine
    invoke-virtual {p0, v0}, Lcn/beihe/fresh/ui/MineActivity;->setContentView(I)V
    const v0, R.id.revoke
    invoke-virtual {p0, v0}, Lcn/beihe/fresh/ui/MineActivity;->findViewById(I)Landroid/view/View;
    move-result-object v0
    invoke-virtual {v0, p0}, Landroid/view/View;->setOnClickListener(Landroid/view/View$OnClickListener;)V
    return-void
.end method

.method public onClick(Landroid/view/View;)V
    .locals 2
    new-instance v0, Lcn/beihe/fresh/base/Protocol;
    invoke-direct {v0, p0}, Lcn/beihe/fresh/base/Protocol;-><init>(Landroid/content/Context;)V
    const/4 v1, 0x0
    invoke-virtual {v0, v1}, Lcn/beihe/fresh/base/Protocol;->write(Z)V
    return-void
.end method
