(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  root.classList.add("script");

  const remember = (key, value) => { try { localStorage.setItem("appaudit-" + key, value); } catch { /* private window */ } };
  const recall = (key) => { try { return localStorage.getItem("appaudit-" + key); } catch { return null; } };

  // Collapsing happens here and not in the markup, so that without this script everything is open.
  const collapsible = all("details[data-collapse]");
  collapsible.forEach((item) => { item.open = false; });

  // --- language ---------------------------------------------------------------------------------------------
  const initialLanguage = root.lang;
  const setLanguage = (language) => {
    root.lang = language;
    for (const item of all("[data-tip-zh]")) {
      const text = item.getAttribute("data-tip-" + language);
      if (item.tagName === "OPTION") item.textContent = item.dataset.total ? `${text} (${item.dataset.total})` : text;
      else if (item.tagName === "INPUT") { item.placeholder = text; item.setAttribute("aria-label", text); }
      else if (item.matches("nav, select, [role=group]")) item.setAttribute("aria-label", text);
      else if (item.tagName !== "TD") item.title = text;
    }
    if (one("#filters")) { labelChoices(); showNote(); }
  };

  // --- theme ------------------------------------------------------------------------------------------------
  const isDark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const savedTheme = recall("theme");
  if (savedTheme === "dark" || savedTheme === "light") root.dataset.theme = savedTheme;
  one("#switch-theme").addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember("theme", root.dataset.theme);
  });

  // --- filter -----------------------------------------------------------------------------------------------
  const form = one("#filters");
  const findings = all("[data-finding]");
  const texts = new Map();
  const textOf = (item) => {
    if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
    return texts.get(item);
  };
  const empty = () => ({ q: "", severity: [], category: "", status: "", item: "" });
  const state = empty();

  const fits = (finding, except) =>
    (except === "severity" || !state.severity.length || state.severity.includes(finding.dataset.severity)) &&
    (except === "category" || !state.category || finding.dataset.category === state.category) &&
    (except === "status" || !state.status || finding.dataset.status === state.status) &&
    (!state.item || finding.dataset.items.split(" ").includes(state.item)) &&
    state.q.toLowerCase().split(/\s+/).every((part) => textOf(finding).includes(part));

  const isFiltered = () => Boolean(state.q.trim() || state.severity.length || state.category || state.status || state.item);

  function labelChoices() {
    for (const name of ["category", "status"]) {
      for (const option of form.elements[name].options) {
        if (!option.value) continue;
        const count = findings.filter((item) => item.dataset[name] === option.value && fits(item, name)).length;
        option.textContent = `${option.getAttribute("data-tip-" + root.lang)} (${count})`;
      }
    }
  }

  function showNote() {
    const note = one("#filter-note");
    if (!note) return;
    note.hidden = !isFiltered();
    one("#filter-item").textContent = state.item.replace(":", " ");
    const shown = findings.filter((item) => !item.hidden).length;
    one("#findings-shown").textContent = shown === findings.length ? String(shown) : `${shown} / ${findings.length}`;
  }

  const apply = () => {
    for (const item of findings) item.hidden = !fits(item);
    for (const group of all("[data-group]")) group.hidden = all("[data-finding]", group).every((item) => item.hidden);
    for (const count of all("[data-count]")) {
      const key = count.dataset.count;
      count.textContent = findings.filter((item) => item.dataset.severity === key && fits(item, "severity")).length;
    }
    const nothing = one("#none-fits");
    if (nothing) nothing.hidden = findings.some((item) => !item.hidden);
    labelChoices();
    showNote();
  };

  const readForm = () => {
    const data = new FormData(form);
    state.q = String(data.get("q") || "");
    state.severity = data.getAll("severity").map(String);
    state.category = String(data.get("category") || "");
    state.status = String(data.get("status") || "");
  };

  const fillForm = () => {
    form.elements.q.value = state.q;
    for (const box of all("[name=severity]", form)) box.checked = state.severity.includes(box.value);
    form.elements.category.value = state.category;
    form.elements.status.value = state.status;
  };

  const writeHash = () => {
    const values = new URLSearchParams();
    if (state.q.trim()) values.set("q", state.q);
    if (state.severity.length) values.set("severity", state.severity.join(","));
    if (state.category) values.set("category", state.category);
    if (state.status) values.set("status", state.status);
    if (state.item) values.set("item", state.item);
    if (root.lang !== initialLanguage) values.set("lang", root.lang);
    const hash = values.toString();
    history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
  };

  const clear = () => {
    Object.assign(state, empty());
    fillForm();
    apply();
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { readForm(); apply(); writeHash(); });
  one("#clear-filter")?.addEventListener("click", () => { clear(); writeHash(); });

  one("#show-filters").addEventListener("click", () => {
    const isOpen = one(".bar").classList.toggle("filtering");
    one("#show-filters").setAttribute("aria-expanded", String(isOpen));
    if (isOpen) form.elements.q.focus();
  });

  // --- moving about -----------------------------------------------------------------------------------------
  const reveal = (id) => {
    const target = document.getElementById(id);
    if (!target) return;
    if (target.matches("[data-finding]") && target.hidden) clear();
    for (let item = target; item; item = item.parentElement) if (item.tagName === "DETAILS") item.open = true;
    target.scrollIntoView();
  };

  const readHash = () => {
    const hash = decodeURIComponent(location.hash.slice(1));
    if (!hash.includes("=")) { if (hash) reveal(hash); return; }
    const values = new URLSearchParams(location.hash.slice(1));
    state.q = values.get("q") || "";
    state.severity = (values.get("severity") || "").split(",").filter(Boolean);
    state.category = values.get("category") || "";
    state.status = values.get("status") || "";
    state.item = values.get("item") || "";
    if (["zh", "en"].includes(values.get("lang"))) setLanguage(values.get("lang"));
    fillForm();
    apply();
    if (isFiltered()) one("#findings")?.scrollIntoView();
  };
  addEventListener("hashchange", readHash);

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    const { item, severity, status } = link.dataset;
    if (item || severity || status) {
      event.preventDefault();
      Object.assign(state, empty(), { severity: severity ? [severity] : [], status: status || "", item: item || "" });
      fillForm();
      apply();
      writeHash();
      one("#findings").scrollIntoView();
    } else if (link.getAttribute("href") === location.hash) {
      reveal(location.hash.slice(1));
    }
  });

  one("#open-all")?.addEventListener("click", () => all("#findings details[data-finding], #findings details[data-group]").forEach((item) => { item.open = true; }));
  one("#close-all")?.addEventListener("click", () => all("#findings details").forEach((item) => { item.open = false; }));

  one("#switch-language").addEventListener("click", () => {
    setLanguage(root.lang === "zh" ? "en" : "zh");
    writeHash();
  });

  // --- copying and printing ---------------------------------------------------------------------------------
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copy]");
    if (!button) return;
    try {
      await navigator.clipboard.writeText(button.dataset.copy || button.previousElementSibling.textContent);
      button.classList.add("copied");
      setTimeout(() => button.classList.remove("copied"), 1200);
    } catch {
      getSelection().selectAllChildren(button.previousElementSibling);
    }
  });

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = collapsible.filter((item) => !item.open);
    closed.forEach((item) => { item.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((item) => { item.open = false; }));
  one("#print-page").addEventListener("click", () => print());

  setLanguage(root.lang);
  apply();
  readHash();
})();
