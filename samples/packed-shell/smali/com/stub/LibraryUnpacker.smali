.class final Lcom/stub/LibraryUnpacker;
.super Ljava/lang/Object;

.method private static assetName()Ljava/lang/String;
    .locals 2
    sget-object v0, Landroid/os/Build;->SUPPORTED_ABIS:[Ljava/lang/String;
    const/4 v1, 0x0
    aget-object v0, v0, v1
    const-string v1, "x86"
    invoke-virtual {v0, v1}, Ljava/lang/String;->startsWith(Ljava/lang/String;)Z
    move-result v1
    if-eqz v1, :arm
    const-string v0, "libjiagu_x86.so"
    return-object v0
    :arm
    const-string v1, "arm64"
    invoke-virtual {v0, v1}, Ljava/lang/String;->startsWith(Ljava/lang/String;)Z
    move-result v1
    if-eqz v1, :arm32
    const-string v0, "libjiagu_a64.so"
    return-object v0
    :arm32
    const-string v0, "libjiagu.so"
    return-object v0
.end method

.method static unpack(Landroid/content/Context;)Ljava/lang/String;
    .locals 6
    :try_start
    new-instance v0, Ljava/io/File;
    invoke-virtual {p0}, Landroid/content/Context;->getFilesDir()Ljava/io/File;
    move-result-object v1
    const-string v2, "libjiagu.so"
    invoke-direct {v0, v1, v2}, Ljava/io/File;-><init>(Ljava/io/File;Ljava/lang/String;)V
    invoke-virtual {p0}, Landroid/content/Context;->getAssets()Landroid/content/res/AssetManager;
    move-result-object v1
    invoke-static {}, Lcom/stub/LibraryUnpacker;->assetName()Ljava/lang/String;
    move-result-object v2
    invoke-virtual {v1, v2}, Landroid/content/res/AssetManager;->open(Ljava/lang/String;)Ljava/io/InputStream;
    move-result-object v1
    new-instance v2, Ljava/io/FileOutputStream;
    invoke-direct {v2, v0}, Ljava/io/FileOutputStream;-><init>(Ljava/io/File;)V
    const/16 v3, 0x1000
    new-array v3, v3, [B
    :next
    invoke-virtual {v1, v3}, Ljava/io/InputStream;->read([B)I
    move-result v4
    if-ltz v4, :copied
    const/4 v5, 0x0
    invoke-virtual {v2, v3, v5, v4}, Ljava/io/FileOutputStream;->write([BII)V
    goto :next
    :copied
    invoke-virtual {v2}, Ljava/io/FileOutputStream;->close()V
    invoke-virtual {v0}, Ljava/io/File;->getAbsolutePath()Ljava/lang/String;
    move-result-object v0
    :try_end
    .catch Ljava/io/IOException; {:try_start .. :try_end} :failed
    return-object v0
    :failed
    move-exception v0
    const/4 v0, 0x0
    return-object v0
.end method
