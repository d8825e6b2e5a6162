.class public Lcn/beihe/errand/VoiceNoteActivity;
.super Landroid/app/Activity;
.implements Landroid/view/View$OnClickListener;

.field private recorder:Landroid/media/MediaRecorder;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .locals 2
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    new-instance v0, Landroid/widget/Button;
    invoke-direct {v0, p0}, Landroid/widget/Button;-><init>(Landroid/content/Context;)V
    const v1, R.string.say_it
    invoke-virtual {v0, v1}, Landroid/widget/Button;->setText(I)V
    invoke-virtual {v0, p0}, Landroid/widget/Button;->setOnClickListener(Landroid/view/View$OnClickListener;)V
    invoke-virtual {p0, v0}, Lcn/beihe/errand/VoiceNoteActivity;->setContentView(Landroid/view/View;)V
    return-void
.end method

.method public onClick(Landroid/view/View;)V
    .locals 3
    const-string v0, "android.permission.RECORD_AUDIO"
    invoke-virtual {p0, v0}, Lcn/beihe/errand/VoiceNoteActivity;->checkSelfPermission(Ljava/lang/String;)I
    move-result v1
    if-eqz v1, :record
    const v1, R.string.why_microphone
    const/4 v2, 0x1
    invoke-static {p0, v1, v2}, Landroid/widget/Toast;->makeText(Landroid/content/Context;II)Landroid/widget/Toast;
    move-result-object v1
    invoke-virtual {v1}, Landroid/widget/Toast;->show()V
    filled-new-array {v0}, [Ljava/lang/String;
    move-result-object v0
    invoke-virtual {p0, v0, v2}, Lcn/beihe/errand/VoiceNoteActivity;->requestPermissions([Ljava/lang/String;I)V
    return-void
    :record
    invoke-virtual {p0}, Lcn/beihe/errand/VoiceNoteActivity;->listen()V
    return-void
.end method

.method public listen()V
    .locals 2
    new-instance v0, Landroid/media/MediaRecorder;
    invoke-direct {v0}, Landroid/media/MediaRecorder;-><init>()V
    const/4 v1, 0x1
    invoke-virtual {v0, v1}, Landroid/media/MediaRecorder;->setAudioSource(I)V
    iput-object v0, p0, Lcn/beihe/errand/VoiceNoteActivity;->recorder:Landroid/media/MediaRecorder;
    return-void
.end method

.method protected onStop()V
    .locals 1
    iget-object v0, p0, Lcn/beihe/errand/VoiceNoteActivity;->recorder:Landroid/media/MediaRecorder;
    if-eqz v0, :silent
    invoke-virtual {v0}, Landroid/media/MediaRecorder;->release()V
    :silent
    invoke-super {p0}, Landroid/app/Activity;->onStop()V
    return-void
.end method
