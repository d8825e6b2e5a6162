const sensors = require("sa-sdk-miniprogram");
App({
  globalData: {},
  onLaunch() {
    sensors.track("start");
  }
});
