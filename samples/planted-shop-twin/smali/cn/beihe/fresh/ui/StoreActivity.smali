.class public Lcn/beihe/fresh/ui/StoreActivity;
.super Landroid/app/Activity;
.implements Landroid/view/View$OnClickListener;
.implements Landroid/content/DialogInterface$OnClickListener;

.field private banner:Lcom/qq/e/ads/banner/BannerView;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .locals 2
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    const v0, R.layout.store
    invoke-virtual {p0, v0}, Lcn/beihe/fresh/ui/StoreActivity;->setContentView(I)V
    const v0, R.id.today_deals
    invoke-direct {p0, v0}, Lcn/beihe/fresh/ui/StoreActivity;->listen(I)V
    const v0, R.id.sign_in
    invoke-direct {p0, v0}, Lcn/beihe/fresh/ui/StoreActivity;->listen(I)V
    const v0, R.id.mine
    invoke-direct {p0, v0}, Lcn/beihe/fresh/ui/StoreActivity;->listen(I)V
    new-instance v0, Lcn/beihe/fresh/base/Protocol;
    invoke-direct {v0, p0}, Lcn/beihe/fresh/base/Protocol;-><init>(Landroid/content/Context;)V
    invoke-virtual {v0}, Lcn/beihe/fresh/base/Protocol;->isAccepted()Z
    move-result v1
    if-nez v1, :done
    invoke-direct {p0}, Lcn/beihe/fresh/ui/StoreActivity;->showNotice()V
    :done
    return-void
.end method

.method private listen(I)V
    .locals 1
    invoke-virtual {p0, p1}, Lcn/beihe/fresh/ui/StoreActivity;->findViewById(I)Landroid/view/View;
    move-result-object v0
    invoke-virtual {v0, p0}, Landroid/view/View;->setOnClickListener(Landroid/view/View$OnClickListener;)V
    return-void
.end method

.method private showNotice()V
    .locals 2
    new-instance v0, Landroid/app/AlertDialog$Builder;
    invoke-direct {v0, p0}, Landroid/app/AlertDialog$Builder;-><init>(Landroid/content/Context;)V
    const v1, R.string.notice_title
    invoke-virtual {v0, v1}, Landroid/app/AlertDialog$Builder;->setTitle(I)Landroid/app/AlertDialog$Builder;
    const v1, R.string.notice_body
    invoke-virtual {v0, v1}, Landroid/app/AlertDialog$Builder;->setMessage(I)Landroid/app/AlertDialog$Builder;
    const v1, R.string.accept
    invoke-virtual {v0, v1, p0}, Landroid/app/AlertDialog$Builder;->setPositiveButton(ILandroid/content/DialogInterface$OnClickListener;)Landroid/app/AlertDialog$Builder;
    const v1, R.string.decline
    invoke-virtual {v0, v1, p0}, Landroid/app/AlertDialog$Builder;->setNegativeButton(ILandroid/content/DialogInterface$OnClickListener;)Landroid/app/AlertDialog$Builder;
    invoke-virtual {v0}, Landroid/app/AlertDialog$Builder;->show()Landroid/app/AlertDialog;
    return-void
.end method

.method public onClick(Landroid/content/DialogInterface;I)V
    .locals 2
    const/4 v0, -0x1
    if-ne p2, v0, :declined
    new-instance v0, Lcn/beihe/fresh/base/Protocol;
    invoke-direct {v0, p0}, Lcn/beihe/fresh/base/Protocol;-><init>(Landroid/content/Context;)V
    const/4 v1, 0x1
    invoke-virtual {v0, v1}, Lcn/beihe/fresh/base/Protocol;->write(Z)V
    invoke-virtual {p0}, Lcn/beihe/fresh/ui/StoreActivity;->getApplication()Landroid/app/Application;
    move-result-object v0
    check-cast v0, Lcn/beihe/fresh/FreshApp;
    invoke-virtual {v0}, Lcn/beihe/fresh/FreshApp;->startPartners()V
    :declined
    return-void
.end method

.method public onClick(Landroid/view/View;)V
    .locals 3
    invoke-virtual {p1}, Landroid/view/View;->getId()I
    move-result v0
    const v1, R.id.today_deals
    if-ne v0, v1, :page
    invoke-direct {p0}, Lcn/beihe/fresh/ui/StoreActivity;->showDeals()V
    return-void
    :page
    const-class v2, Lcn/beihe/fresh/ui/SignInActivity;
    const v1, R.id.sign_in
    if-eq v0, v1, :go
    const-class v2, Lcn/beihe/fresh/ui/MineActivity;
    :go
    new-instance v1, Landroid/content/Intent;
    invoke-direct {v1, p0, v2}, Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
    invoke-virtual {p0, v1}, Lcn/beihe/fresh/ui/StoreActivity;->startActivity(Landroid/content/Intent;)V
    return-void
.end method

.method private showDeals()V
    .locals 2
    new-instance v0, Lcom/qq/e/ads/banner/BannerView;
    invoke-direct {v0, p0}, Lcom/qq/e/ads/banner/BannerView;-><init>(Landroid/content/Context;)V
    iput-object v0, p0, Lcn/beihe/fresh/ui/StoreActivity;->banner:Lcom/qq/e/ads/banner/BannerView;
    const v1, R.string.twist_hint
    invoke-virtual {v0, v1}, Lcom/qq/e/ads/banner/BannerView;->setText(I)V
    invoke-virtual {p0, v0}, Lcn/beihe/fresh/ui/StoreActivity;->setContentView(Landroid/view/View;)V
    new-instance v0, Lcn/beihe/fresh/risk/RiskTask;
    invoke-direct {v0, p0}, Lcn/beihe/fresh/risk/RiskTask;-><init>(Landroid/content/Context;)V
    invoke-static {}, Ljava/util/concurrent/Executors;->newSingleThreadExecutor()Ljava/util/concurrent/ExecutorService;
    move-result-object v1
    invoke-interface {v1, v0}, Ljava/util/concurrent/ExecutorService;->execute(Ljava/lang/Runnable;)V
    return-void
.end method
