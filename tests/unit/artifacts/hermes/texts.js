var labels = ["注销账号", "个性化推荐", "Delete my account", "https://ledger.qinghe-market.example/privacy.html"];
var long = "我们会在您同意之后才收集设备信息。我们会在您同意之后才收集设备信息。我们会在您同意之后才收集设备信息。我们会在您同意之后才收集设备信息。我们会在您同意之后才收集设备信息。我们会在您同意之后才收集设备信息。我们会在您同意之后才收集设备信息。我们会在您同意之后才收集设备信息。我们会在您同意之后才收集设备信息。我们会在您同意之后才收集设备信息。我们会在您同意之后才收集设备信息。我们会在您同意之后才收集设备信息。我们会在您同意之后才收集设备信息。我们会在您同意之后才收集设备信息。我们会在您同意之后才收集设备信息。我们会在您同意之后才收集设备信息。我们会在您同意之后才收集设备信息。";
function locate() { return navigator.geolocation.getCurrentPosition(function (place) { print(labels, long, place); }); }
locate();
