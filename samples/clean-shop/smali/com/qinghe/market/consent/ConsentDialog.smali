.class public Lcom/qinghe/market/consent/ConsentDialog;
.super Landroid/app/Dialog;
.implements Landroid/view/View$OnClickListener;

.field private final owner:Lcom/qinghe/market/WelcomeActivity;

.method public constructor <init>(Lcom/qinghe/market/WelcomeActivity;)V
    .locals 1
    invoke-direct {p0, p1}, Landroid/app/Dialog;-><init>(Landroid/content/Context;)V
    iput-object p1, p0, Lcom/qinghe/market/consent/ConsentDialog;->owner:Lcom/qinghe/market/WelcomeActivity;
    const/4 v0, 0x0
    invoke-virtual {p0, v0}, Lcom/qinghe/market/consent/ConsentDialog;->setCancelable(Z)V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .locals 1
    invoke-super {p0, p1}, Landroid/app/Dialog;->onCreate(Landroid/os/Bundle;)V
    const v0, R.layout.dialog_consent
    invoke-virtual {p0, v0}, Lcom/qinghe/market/consent/ConsentDialog;->setContentView(I)V
    const v0, R.id.agree
    invoke-direct {p0, v0}, Lcom/qinghe/market/consent/ConsentDialog;->bind(I)V
    const v0, R.id.disagree
    invoke-direct {p0, v0}, Lcom/qinghe/market/consent/ConsentDialog;->bind(I)V
    const v0, R.id.read_policy
    invoke-direct {p0, v0}, Lcom/qinghe/market/consent/ConsentDialog;->bind(I)V
    return-void
.end method

.method private bind(I)V
    .locals 1
    invoke-virtual {p0, p1}, Lcom/qinghe/market/consent/ConsentDialog;->findViewById(I)Landroid/view/View;
    move-result-object v0
    invoke-virtual {v0, p0}, Landroid/view/View;->setOnClickListener(Landroid/view/View$OnClickListener;)V
    return-void
.end method

.method public onClick(Landroid/view/View;)V
    .locals 4
    iget-object v0, p0, Lcom/qinghe/market/consent/ConsentDialog;->owner:Lcom/qinghe/market/WelcomeActivity;
    invoke-virtual {p1}, Landroid/view/View;->getId()I
    move-result v1
    const v2, R.id.read_policy
    if-ne v1, v2, :decide
    const-class v3, Lcom/qinghe/market/PolicyActivity;
    invoke-virtual {v0, v3}, Lcom/qinghe/market/WelcomeActivity;->open(Ljava/lang/Class;)V
    return-void
    :decide
    invoke-virtual {p0}, Lcom/qinghe/market/consent/ConsentDialog;->dismiss()V
    const v2, R.id.agree
    if-ne v1, v2, :refused
    const/4 v3, 0x1
    invoke-static {v0, v3}, Lcom/qinghe/market/consent/ConsentStore;->record(Landroid/content/Context;Z)V
    :refused
    invoke-virtual {v0}, Lcom/qinghe/market/WelcomeActivity;->openHome()V
    return-void
.end method
