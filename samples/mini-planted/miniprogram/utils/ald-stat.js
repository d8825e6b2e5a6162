// A stand-in with the name and the host of a statistics library, written for this sample.
const conf = require("./ald-stat-conf.js");
exports.report = function (event) {
  wx.request({ url: "https://log.aldwx.com/d.html", data: { ak: conf.app_key, ev: event } });
};
