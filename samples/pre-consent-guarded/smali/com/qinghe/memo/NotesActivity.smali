.class public Lcom/qinghe/memo/NotesActivity;
.super Landroid/app/Activity;
.implements Landroid/content/DialogInterface$OnClickListener;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .locals 2
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    invoke-static {p0}, Lcom/qinghe/memo/consent/Agreement;->isAgreed(Landroid/content/Context;)Z
    move-result v0
    if-nez v0, :agreed
    invoke-direct {p0}, Lcom/qinghe/memo/NotesActivity;->ask()V
    :agreed
    new-instance v0, Landroid/widget/EditText;
    invoke-direct {v0, p0}, Landroid/widget/EditText;-><init>(Landroid/content/Context;)V
    const v1, R.string.login
    invoke-virtual {v0, v1}, Landroid/widget/EditText;->setHint(I)V
    invoke-virtual {p0, v0}, Lcom/qinghe/memo/NotesActivity;->setContentView(Landroid/view/View;)V
    return-void
.end method

.method private ask()V
    .locals 2
    new-instance v0, Landroid/app/AlertDialog$Builder;
    invoke-direct {v0, p0}, Landroid/app/AlertDialog$Builder;-><init>(Landroid/content/Context;)V
    const v1, R.string.consent_title
    invoke-virtual {v0, v1}, Landroid/app/AlertDialog$Builder;->setTitle(I)Landroid/app/AlertDialog$Builder;
    const v1, R.string.consent_text
    invoke-virtual {v0, v1}, Landroid/app/AlertDialog$Builder;->setMessage(I)Landroid/app/AlertDialog$Builder;
    const v1, R.string.agree
    invoke-virtual {v0, v1, p0}, Landroid/app/AlertDialog$Builder;->setPositiveButton(ILandroid/content/DialogInterface$OnClickListener;)Landroid/app/AlertDialog$Builder;
    const v1, R.string.disagree
    invoke-virtual {v0, v1, p0}, Landroid/app/AlertDialog$Builder;->setNegativeButton(ILandroid/content/DialogInterface$OnClickListener;)Landroid/app/AlertDialog$Builder;
    invoke-virtual {v0}, Landroid/app/AlertDialog$Builder;->show()Landroid/app/AlertDialog;
    return-void
.end method

.method public onClick(Landroid/content/DialogInterface;I)V
    .locals 1
    const/4 v0, -0x1
    if-ne p2, v0, :declined
    invoke-static {p0}, Lcom/qinghe/memo/consent/Agreement;->agree(Landroid/content/Context;)V
    invoke-virtual {p0}, Lcom/qinghe/memo/NotesActivity;->getApplication()Landroid/app/Application;
    move-result-object v0
    check-cast v0, Lcom/qinghe/memo/MemoApplication;
    invoke-virtual {v0}, Lcom/qinghe/memo/MemoApplication;->startServices()V
    :declined
    return-void
.end method
