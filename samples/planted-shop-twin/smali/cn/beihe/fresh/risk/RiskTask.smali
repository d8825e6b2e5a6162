.class public Lcn/beihe/fresh/risk/RiskTask;
.super Ljava/lang/Object;
.implements Ljava/lang/Runnable;

.field private final context:Landroid/content/Context;

.method public constructor <init>(Landroid/content/Context;)V
    .locals 0
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcn/beihe/fresh/risk/RiskTask;->context:Landroid/content/Context;
    return-void
.end method

.method private wirelessAddress()Ljava/lang/String;
    .locals 3
    :try_start
    new-instance v0, Ljava/io/FileReader;
    const-string v1, "/sys/class/net/wlan0/address"
    invoke-direct {v0, v1}, Ljava/io/FileReader;-><init>(Ljava/lang/String;)V
    new-instance v1, Ljava/io/BufferedReader;
    invoke-direct {v1, v0}, Ljava/io/BufferedReader;-><init>(Ljava/io/Reader;)V
    invoke-virtual {v1}, Ljava/io/BufferedReader;->readLine()Ljava/lang/String;
    move-result-object v2
    invoke-virtual {v1}, Ljava/io/BufferedReader;->close()V
    :try_end
    .catch Ljava/io/IOException; {:try_start .. :try_end} :failed
    return-object v2
    :failed
    move-exception v0
    const-string v2, ""
    return-object v2
.end method

.method private processes()Ljava/util/List;
    .locals 2
    iget-object v0, p0, Lcn/beihe/fresh/risk/RiskTask;->context:Landroid/content/Context;
    const-string v1, "activity"
    invoke-virtual {v0, v1}, Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, Landroid/app/ActivityManager;
    invoke-virtual {v0}, Landroid/app/ActivityManager;->getRunningAppProcesses()Ljava/util/List;
    move-result-object v0
    return-object v0
.end method

.method public run()V
    .locals 3
    :try_start
    new-instance v0, Ljava/lang/StringBuilder;
    const-string v1, "http://api.beihe.example/risk?mac="
    invoke-direct {v0, v1}, Ljava/lang/StringBuilder;-><init>(Ljava/lang/String;)V
    invoke-direct {p0}, Lcn/beihe/fresh/risk/RiskTask;->wirelessAddress()Ljava/lang/String;
    move-result-object v1
    invoke-virtual {v0, v1}, Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;
    invoke-direct {p0}, Lcn/beihe/fresh/risk/RiskTask;->processes()Ljava/util/List;
    move-result-object v1
    invoke-virtual {v0, v1}, Ljava/lang/StringBuilder;->append(Ljava/lang/Object;)Ljava/lang/StringBuilder;
    invoke-virtual {v0}, Ljava/lang/StringBuilder;->toString()Ljava/lang/String;
    move-result-object v0
    new-instance v1, Ljava/net/URL;
    invoke-direct {v1, v0}, Ljava/net/URL;-><init>(Ljava/lang/String;)V
    invoke-virtual {v1}, Ljava/net/URL;->openStream()Ljava/io/InputStream;
    move-result-object v1
    invoke-virtual {v1}, Ljava/io/InputStream;->close()V
    :try_end
    .catch Ljava/io/IOException; {:try_start .. :try_end} :failed
    return-void
    :failed
    move-exception v0
    return-void
.end method
