// A stand-in with the name of a statistics package, written for this sample.
module.exports = { track(name) { wx.request({ url: "https://collect.beihe-errand.example/sa", data: { name } }); } };
