.class public Lcn/beihe/fresh/base/Protocol;
.super Ljava/lang/Object;

.field private final store:Landroid/content/SharedPreferences;

.method public constructor <init>(Landroid/content/Context;)V
    .locals 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    const-string v0, "fresh"
    const/4 v1, 0x0
    invoke-virtual {p1, v0, v1}, Landroid/content/Context;->getSharedPreferences(Ljava/lang/String;I)Landroid/content/SharedPreferences;
    move-result-object v0
    iput-object v0, p0, Lcn/beihe/fresh/base/Protocol;->store:Landroid/content/SharedPreferences;
    return-void
.end method

.method public isAccepted()Z
    .locals 3
    iget-object v0, p0, Lcn/beihe/fresh/base/Protocol;->store:Landroid/content/SharedPreferences;
    const-string v1, "user_protocol_accepted"
    const/4 v2, 0x0
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z
    move-result v0
    return v0
.end method

.method public write(Z)V
    .locals 2
    iget-object v0, p0, Lcn/beihe/fresh/base/Protocol;->store:Landroid/content/SharedPreferences;
    invoke-interface {v0}, Landroid/content/SharedPreferences;->edit()Landroid/content/SharedPreferences$Editor;
    move-result-object v0
    const-string v1, "user_protocol_accepted"
    invoke-interface {v0, v1, p1}, Landroid/content/SharedPreferences$Editor;->putBoolean(Ljava/lang/String;Z)Landroid/content/SharedPreferences$Editor;
    move-result-object v0
    invoke-interface {v0}, Landroid/content/SharedPreferences$Editor;->apply()V
    return-void
.end method
