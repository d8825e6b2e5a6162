const host = wx;
const promisify = (name) => (options) => new Promise((resolve, reject) => {
  host[name](Object.assign({}, options, { success: resolve, fail: reject }));
});
module.exports = {
  wifi: promisify("getConnectedWifi"),
  position: promisify("getLocation"),
  post: (path, data) => host.request({ url: "https://api.beihe-errand.example" + path, method: "POST", data })
};
