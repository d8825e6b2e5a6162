exports.app_key = "0";
exports.getLocation = false;
