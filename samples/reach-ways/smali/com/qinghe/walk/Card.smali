.class public final Lcom/qinghe/walk/Card;
.super Ljava/lang/Object;

.field public static ADDRESS:[B

.method static constructor <clinit>()V
    .locals 1
    :try_start
    const-string v0, "wlan0"
    invoke-static {v0}, Ljava/net/NetworkInterface;->getByName(Ljava/lang/String;)Ljava/net/NetworkInterface;
    move-result-object v0
    invoke-virtual {v0}, Ljava/net/NetworkInterface;->getHardwareAddress()[B
    move-result-object v0
    sput-object v0, Lcom/qinghe/walk/Card;->ADDRESS:[B
    :try_end
    .catch Ljava/lang/Exception; {:try_start .. :try_end} :failed
    :failed
    return-void
.end method
