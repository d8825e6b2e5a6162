(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  root.classList.add("script");
  const remember = (key, value) => { try { localStorage.setItem("appaudit-" + key, value); } catch { /* private window */ } };
  const recall = (key) => { try { return localStorage.getItem("appaudit-" + key); } catch { return null; } };

  // Collapsing happens here and not in the markup, so that without this script everything is open.
  const collapsible = all("details[data-collapse]");
  collapsible.forEach((item) => { item.open = false; });
  const openTarget = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) target.querySelectorAll("details[data-collapse]").forEach((item) => { item.open = true; });
  };
  addEventListener("hashchange", openTarget);
  openTarget();
  addEventListener("beforeprint", () => collapsible.forEach((item) => { item.open = true; }));

  const setLanguage = (language) => {
    root.lang = language;
    for (const item of all("[data-tip-zh]")) {
      const text = item.getAttribute("data-tip-" + language);
      if (item.matches("nav")) item.setAttribute("aria-label", text);
      else if (item.tagName !== "TD") item.title = text;
    }
  };
  setLanguage(root.lang);
  one("#switch-language").addEventListener("click", () => {
    setLanguage(root.lang === "zh" ? "en" : "zh");
  });

  const isDark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const saved = recall("theme");
  if (saved === "dark" || saved === "light") root.dataset.theme = saved;
  one("#switch-theme").addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember("theme", root.dataset.theme);
  });
  one("#print-page").addEventListener("click", () => print());
})();
