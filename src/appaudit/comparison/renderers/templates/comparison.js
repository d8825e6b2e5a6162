"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("script");
  const language = document.getElementById("language");
  language.addEventListener("click", () => {
    const before = root.lang;
    root.lang = before === "zh" ? "en" : "zh";
    language.lang = before;
    language.textContent = before === "zh" ? "中文" : "English";
  });
})();
