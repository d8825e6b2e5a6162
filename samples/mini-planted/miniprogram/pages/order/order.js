Page({
  data: { name: "", address: "" },
  setName(event) {
    this.setData({ name: event.detail.value });
  },
  setAddress(event) {
    this.setData({ address: event.detail.value });
  },
  submit() {
    wx.request({
      url: getApp().globalData.base + "/order",
      method: "POST",
      data: { name: this.data.name, address: this.data.address }
    });
  }
});
