.class public Lcom/qinghe/market/SettingsActivity;
.super Lcom/qinghe/market/BaseActivity;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Lcom/qinghe/market/BaseActivity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .locals 1
    invoke-super {p0, p1}, Lcom/qinghe/market/BaseActivity;->onCreate(Landroid/os/Bundle;)V
    const v0, R.layout.activity_settings
    invoke-virtual {p0, v0}, Lcom/qinghe/market/SettingsActivity;->setContentView(I)V
    const v0, R.id.personalized
    invoke-virtual {p0, v0}, Lcom/qinghe/market/SettingsActivity;->bind(I)V
    const v0, R.id.read_policy
    invoke-virtual {p0, v0}, Lcom/qinghe/market/SettingsActivity;->bind(I)V
    const v0, R.id.collected_list
    invoke-virtual {p0, v0}, Lcom/qinghe/market/SettingsActivity;->bind(I)V
    const v0, R.id.shared_list
    invoke-virtual {p0, v0}, Lcom/qinghe/market/SettingsActivity;->bind(I)V
    const v0, R.id.export_data
    invoke-virtual {p0, v0}, Lcom/qinghe/market/SettingsActivity;->bind(I)V
    const v0, R.id.withdraw
    invoke-virtual {p0, v0}, Lcom/qinghe/market/SettingsActivity;->bind(I)V
    const v0, R.id.complaint
    invoke-virtual {p0, v0}, Lcom/qinghe/market/SettingsActivity;->bind(I)V
    return-void
.end method

.method public onClick(Landroid/view/View;)V
    .locals 3
    invoke-virtual {p1}, Landroid/view/View;->getId()I
    move-result v0
    const v1, R.id.personalized
    if-ne v0, v1, :not_switch
    check-cast p1, Landroid/widget/Switch;
    invoke-virtual {p1}, Landroid/widget/Switch;->isChecked()Z
    move-result v0
    invoke-direct {p0, v0}, Lcom/qinghe/market/SettingsActivity;->setPersonalized(Z)V
    return-void
    :not_switch
    const v1, R.id.withdraw
    if-ne v0, v1, :not_withdraw
    const/4 v1, 0x0
    invoke-static {p0, v1}, Lcom/qinghe/market/consent/ConsentStore;->record(Landroid/content/Context;Z)V
    const v1, R.string.withdrawn
    invoke-virtual {p0, v1}, Lcom/qinghe/market/SettingsActivity;->tell(I)V
    return-void
    :not_withdraw
    const-string v2, "export"
    const v1, R.id.export_data
    if-eq v0, v1, :request
    const-string v2, "complaint"
    const v1, R.id.complaint
    if-eq v0, v1, :request
    const-class v2, Lcom/qinghe/market/PolicyActivity;
    invoke-virtual {p0, v2}, Lcom/qinghe/market/SettingsActivity;->open(Ljava/lang/Class;)V
    return-void
    :request
    invoke-direct {p0, v2}, Lcom/qinghe/market/SettingsActivity;->openRequest(Ljava/lang/String;)V
    return-void
.end method

.method private setPersonalized(Z)V
    .locals 2
    const-string v0, "qinghe_settings"
    const/4 v1, 0x0
    invoke-virtual {p0, v0, v1}, Lcom/qinghe/market/SettingsActivity;->getSharedPreferences(Ljava/lang/String;I)Landroid/content/SharedPreferences;
    move-result-object v0
    invoke-interface {v0}, Landroid/content/SharedPreferences;->edit()Landroid/content/SharedPreferences$Editor;
    move-result-object v0
    const-string v1, "personalized_recommendation"
    invoke-interface {v0, v1, p1}, Landroid/content/SharedPreferences$Editor;->putBoolean(Ljava/lang/String;Z)Landroid/content/SharedPreferences$Editor;
    invoke-interface {v0}, Landroid/content/SharedPreferences$Editor;->apply()V
    return-void
.end method

.method private openRequest(Ljava/lang/String;)V
    .locals 2
    new-instance v0, Landroid/content/Intent;
    const-class v1, Lcom/qinghe/market/AccountRequestActivity;
    invoke-direct {v0, p0, v1}, Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
    const-string v1, "request"
    invoke-virtual {v0, v1, p1}, Landroid/content/Intent;->putExtra(Ljava/lang/String;Ljava/lang/String;)Landroid/content/Intent;
    invoke-virtual {p0, v0}, Lcom/qinghe/market/SettingsActivity;->startActivity(Landroid/content/Intent;)V
    return-void
.end method
