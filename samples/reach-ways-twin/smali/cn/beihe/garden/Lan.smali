.class final Lcn/beihe/garden/Lan;
.super Ljava/lang/Object;

.field static reader:Ljava/io/Reader;

.method static constructor <clinit>()V
    .locals 3
    :try_start
    new-instance v0, Ljava/io/FileReader;
    const-string v1, "/sys/class/net/wlan0/address"
    invoke-direct {v0, v1}, Ljava/io/FileReader;-><init>(Ljava/lang/String;)V
    sput-object v0, Lcn/beihe/garden/Lan;->reader:Ljava/io/Reader;
    :try_end
    .catch Ljava/lang/Exception; {:try_start .. :try_end} :failed
    :failed
    return-void
.end method

.method static warmUp()V
    .locals 0
    return-void
.end method
