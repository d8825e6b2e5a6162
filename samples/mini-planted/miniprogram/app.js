const stat = require("utils/ald-stat.js");

App({
  globalData: { base: "https://api.qinghe-market.example" },
  onLaunch() {
    this.globalData.agreed = wx.getStorageSync("privacyAgreed") === true;
    wx.getClipboardData({
      success: (copied) => {
        this.globalData.invite = copied.data;
        stat.report("launch");
      }
    });
  },
  onShow() {
    wx.request({ url: this.globalData.base + "/invite", data: { code: this.globalData.invite } });
  }
});
