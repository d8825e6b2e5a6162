Page({
  addFriend() {
    wx.chooseContact({
      success: (friend) => wx.request({ url: getApp().globalData.base + "/friend", data: { phone: friend.phoneNumber } })
    });
  },
  signIn(event) {
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
