Page({
  data: { chosen: false },
  choose(event) {
    this.setData({ chosen: event.detail.value.length > 0 });
  },
  signIn(event) {
    if (!this.data.chosen || !event.detail.code) {
      wx.showToast({ title: "请先阅读并同意隐私政策", icon: "none" });
      return;
    }
    wx.request({
      url: getApp().globalData.base + "/session",
      method: "POST",
      data: { code: event.detail.code }
    });
  },
  open(event) {
    wx.navigateTo({ url: "/pages/mine/mine?part=" + event.currentTarget.dataset.page });
  }
});
