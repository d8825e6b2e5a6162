// A stand-in with the name and the calls of Tencent's map library, written for this sample.
function QQMapWX(options) {
  this.key = options.key;
}
QQMapWX.prototype.reverseGeocoder = function (options) {
  wx.request({
    url: "https://apis.map.qq.com/ws/geocoder/v1/",
    data: { key: this.key, location: options.location.latitude + "," + options.location.longitude },
    success: options.success
  });
};
module.exports = QQMapWX;
