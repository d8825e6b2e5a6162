.class public Lcn/beihe/fresh/ui/SignInActivity;
.super Landroid/app/Activity;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .locals 2
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    new-instance v0, Landroid/widget/EditText;
    invoke-direct {v0, p0}, Landroid/widget/EditText;-><init>(Landroid/content/Context;)V
    const v1, R.string.sign_in
    invoke-virtual {v0, v1}, Landroid/widget/EditText;->setHint(I)V
    invoke-virtual {p0, v0}, Lcn/beihe/fresh/ui/SignInActivity;->setContentView(Landroid/view/View;)V
    return-void
.end method
