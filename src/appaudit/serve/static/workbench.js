"use strict";
// Everything works without this script; with it files can be dropped, uploads show how far they are, and pages of
// running audits follow by themselves.
(() => {
  const root = document.documentElement;
  root.classList.add("script");

  const form = document.getElementById("new-audit");
  if (form && window.DataTransfer) {
    const zone = document.getElementById("drop");
    const input = document.getElementById("package");
    let depth = 0;
    const over = (isOver) => zone.classList.toggle("over", isOver);
    document.addEventListener("dragenter", (event) => { event.preventDefault(); depth += 1; over(true); });
    document.addEventListener("dragleave", () => { depth -= 1; if (depth <= 0) over(false); });
    document.addEventListener("dragover", (event) => event.preventDefault());
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      depth = 0;
      over(false);
      if (event.target.matches && event.target.matches("input[type=file]") && event.target !== input) {
        give(event.target, [...event.dataTransfer.files]);
        return;
      }
      place([...event.dataTransfer.files]);
    });
    const give = (field, files) => {
      const transfer = new DataTransfer();
      (field.multiple ? [...field.files, ...files] : files.slice(0, 1)).forEach((file) => transfer.items.add(file));
      field.files = transfer.files;
    };
    // What is dropped anywhere goes where its name says it belongs.
    const place = (files) => {
      const documents = document.getElementById("documents");
      files.forEach((file) => {
        const name = file.name.toLowerCase();
        if (/\.(apk|apks|xapk|apkm|aab|hap|app|har|hsp|wxapkg|aar|jar|zip)$/.test(name)) { give(input, [file]); return; }
        documents.open = true;
        if (/^(audit|facts).*\.ya?ml$/.test(name)) give(document.getElementById("facts"), [file]);
        else if (/mapping.*\.txt$/.test(name)) give(document.getElementById("mapping"), [file]);
        else if (/\.(csv|xlsx)$/.test(name) || /sdk/.test(name)) give(document.getElementById("sdk_list"), [file]);
        else give(document.getElementById("policy"), [file]);
      });
    };
    form.addEventListener("submit", (event) => {
      const status = document.getElementById("upload");
      const bar = status.querySelector("progress");
      const request = new XMLHttpRequest();
      event.preventDefault();
      const said = document.getElementById("refusal");
      const size = [...form.querySelectorAll("input[type=file]")].flatMap((field) => [...field.files]).reduce((sum, file) => sum + file.size, 0);
      if (size > Number(form.dataset.most)) { said.textContent = form.dataset.large; said.hidden = false; said.focus(); return; }
      said.hidden = true;
      status.hidden = false;
      form.querySelector("button.main").disabled = true;
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.upload.addEventListener("progress", (step) => { if (step.lengthComputable) { bar.max = step.total; bar.value = step.loaded; } });
      const fail = (text) => {
        status.hidden = true;
        form.querySelector("button.main").disabled = false;
        said.textContent = text;
        said.hidden = false;
        said.focus();
      };
      request.addEventListener("load", () => {
        let answer = {};
        try { answer = JSON.parse(request.responseText); } catch { /* plain text */ }
        if (request.status === 201) location.assign(answer.page);
        else fail(answer.wrong ? answer.wrong[root.lang] : request.responseText.slice(0, 300) || String(request.status));
      });
      request.addEventListener("error", () => fail(form.dataset.lost));
      request.send(new FormData(form));
    });
  }

  // Apps are offered as their names are typed.
  const app = document.getElementById("app");
  if (app) {
    let last = "";
    app.addEventListener("input", async () => {
      const sought = last = app.value.trim();
      if (!sought || [...app.list.options].some((option) => option.value === sought)) return;
      const answer = await fetch(`/api/v1/apps?limit=20&q=${encodeURIComponent(sought)}`).catch(() => null);
      if (!answer || !answer.ok || sought !== last) return;
      app.list.replaceChildren(...(await answer.json()).map((item) => new Option(item.label, `${item.package} (${item.platform})`)));
    });
  }

  const steps = document.getElementById("steps");
  if (steps) {
    const stage = document.getElementById("stage");
    const look = async () => {
      try {
        const answer = await fetch(steps.dataset.state, { headers: { Accept: "application/json" } });
        const now = await answer.json();
        if (now.state === "done" || now.state === "failed") { location.reload(); return; }
        if (now.state !== steps.dataset.now) { steps.dataset.now = now.state; stage.previousElementSibling.textContent = now.word; }
        stage.textContent = now.state === "running" ? now.stage : "";
        [...steps.children].forEach((item, number) => {
          item.className = now.step < 0 ? "" : number < now.step ? "done" : number === now.step ? "now" : "";
        });
      } catch { /* the server is restarting: ask again */ }
      setTimeout(look, 300);
    };
    look();
  }

  const all = document.getElementById("choose-all");
  if (all) {
    const boxes = [...document.querySelectorAll("input[name=fingerprint]")];
    const chosen = document.getElementById("chosen");
    const count = () => { chosen.textContent = boxes.filter((box) => box.checked).length; };
    all.addEventListener("change", () => { boxes.forEach((box) => { box.checked = all.checked; }); count(); });
    boxes.forEach((box) => box.addEventListener("change", count));
    count();
  }

  // The latest audit stands at the end of the drawing.
  document.querySelectorAll(".to-the-end").forEach((item) => { item.scrollLeft = item.scrollWidth; });

  // What is folded is printed, in browsers too that cannot be told so by the style.
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    folded.forEach((item) => { item.open = true; });
  });
  window.addEventListener("afterprint", () => { folded.forEach((item) => { item.open = false; }); folded = []; });

  document.querySelectorAll("[data-print]").forEach((item) => item.addEventListener("click", () => window.print()));

  document.querySelectorAll("form[data-confirm]").forEach((item) => item.addEventListener("submit", (event) => {
    if (!window.confirm(item.dataset.confirm)) event.preventDefault();
  }));
})();
