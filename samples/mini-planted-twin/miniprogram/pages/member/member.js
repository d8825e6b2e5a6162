const api = require("../../common/api.js");
Page({
  join() {
    api.post("/join", {});
  },
  forgot() {
    api.post("/forgot", {});
  },
  snap() {
    wx.chooseMedia({
      count: 1,
      success(chosen) {
        chosen.tempFiles.forEach((file) => wx.uploadFile({ url: "https://api.beihe-errand.example/photo", filePath: file.tempFilePath, name: "photo" }));
      }
    });
  },
  open() {
    wx.showToast({ title: "请稍候", icon: "none" });
  }
});
