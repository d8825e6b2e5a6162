"use strict";
const root = document.documentElement;
root.classList.add("script");
const button = document.getElementById("language");
button.addEventListener("click", () => {
  const other = root.lang === "zh" ? "en" : "zh";
  button.textContent = other === "zh" ? "English" : "中文";
  button.lang = root.lang;
  root.lang = other;
});
