App({
  globalData: { base: "https://api.qinghe-market.example" },
  onLaunch() {
    this.globalData.agreed = wx.getStorageSync("privacyAgreed") === true;
  }
});
