const api = require("../../common/api.js");
Page({
  data: { asking: true },
  onShow() {
    this.mark();
  },
  mark() {
    api.wifi({}).then((found) => {
      this.setData({ wifi: found.wifi });
      this.send();
    });
  },
  send() {
    api.post("/mark", { at: this.data.wifi });
  },
  accept() {
    this.setData({ asking: false });
  },
  later() {
    this.setData({ asking: false });
  },
  near() {
    api.position({ type: "gcj02" }).then((place) => {
      const shown = place.latitude + "," + place.longitude;
      console.info(shown);
      api.post("/riders", { near: shown });
    });
  }
});
