const QQMapWX = require("../../utils/qqmap-wx-jssdk.js");

Page({
  data: { asking: false, pickup: "" },
  onLoad() {
    this.setData({ asking: !getApp().globalData.agreed });
  },
  agree() {
    wx.setStorageSync("privacyAgreed", true);
    getApp().globalData.agreed = true;
    this.setData({ asking: false });
  },
  browse() {
    this.setData({ asking: false });
  },
  findPickup() {
    if (!wx.getStorageSync("privacyAgreed")) {
      this.setData({ asking: true });
      return;
    }
    wx.getLocation({
      type: "gcj02",
      success: (where) => {
        new QQMapWX({ key: "QINGHE" }).reverseGeocoder({
          location: where,
          success: (found) => this.setData({ pickup: found.data.result.address })
        });
      }
    });
  }
});
