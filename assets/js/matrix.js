// The matrix as a spreadsheet: arrows, Enter, Esc, Tab, Delete, copy, paste, undo and redo. The table works without
// this: every cell is a link to its form. What is typed goes to the server cell by cell, each with the version that the
// page saw; until it has arrived it is kept on the device.
import { csrfToken } from "./words.js";

const few = 20;
const none = "TIDAK ADA PERAN";
const wrap = document.querySelector(".mx-wrap[data-cells]");
const words = document.getElementById("matriks-kata")?.dataset ?? {};
const status = document.getElementById("matriks-status");
const dialog = document.getElementById("matriks-bentrok");
const kept = `matriks:${document.body.dataset.user}:${location.pathname}`;

let table, rows, keys, here, start;
let editor = null;
let line = Promise.resolve();
const undone = [];
const done = [];

const tell = (text) => status && (status.textContent = text);
const place = (td) => ({ y: td.parentElement.rowIndex - 1, x: td.cellIndex - 1 });
const at = (y, x) => rows[y]?.cells[x + 1];
const idOf = (td) => ({ a: td.parentElement.dataset.a, k: keys[td.cellIndex - 1] });
const cellOf = (a, k) => table.querySelector(`tr[data-a="${a}"]`)?.cells[keys.indexOf(k) + 1];

const said = (node) => [...node.childNodes].filter((part) => !["I", "B", "TEXTAREA"].includes(part.nodeName)).map((part) => part.textContent).join("").trim();

/** A cell as text: one role a line. */
function textOf(td) {
  if (td.querySelector("em")) return none;
  const roles = td.querySelectorAll("span");
  return roles.length ? [...roles].map(said).join("\n") : said(td.querySelector("a") ?? td);
}

function quiet(td) {
  for (const link of td.querySelectorAll("a")) link.tabIndex = -1;
}

function range() {
  const one = place(start), two = place(here);
  const found = [];
  for (let y = Math.min(one.y, two.y); y <= Math.max(one.y, two.y); y++) {
    const cells = [];
    for (let x = Math.min(one.x, two.x); x <= Math.max(one.x, two.x); x++) cells.push(at(y, x));
    found.push(cells);
  }
  return found;
}

function go(td, extend = false) {
  if (!td) return;
  here.tabIndex = -1;
  here = td;
  if (!extend) start = td;
  for (const other of table.querySelectorAll("[aria-selected]")) other.removeAttribute("aria-selected");
  if (start !== here) for (const cell of range().flat()) cell.setAttribute("aria-selected", "true");
  td.tabIndex = 0;
  td.focus();
}

// Writing

function keep(changes) {
  const left = JSON.parse(localStorage.getItem(kept) || "{}");
  for (const { td, isi } of changes) {
    const { a, k } = idOf(td);
    left[`${a} ${k}`] = { v: Number(td.dataset.v || 0), isi };
  }
  localStorage.setItem(kept, JSON.stringify(left));
}

function forget(cells) {
  const left = JSON.parse(localStorage.getItem(kept) || "{}");
  for (const { a, k } of cells) delete left[`${a} ${k}`];
  if (Object.keys(left).length) localStorage.setItem(kept, JSON.stringify(left));
  else localStorage.removeItem(kept);
}

function draw({ a, k, v, html }) {
  const td = cellOf(a, k);
  if (!td) return;
  td.innerHTML = html;
  td.dataset.v = v;
  quiet(td);
}

async function send(changes) {
  const cells = changes.map(({ td, isi, v }) => ({ ...idOf(td), v: v ?? Number(td.dataset.v || 0), isi }));
  const answer = await fetch(wrap.dataset.cells, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
    body: JSON.stringify({ cells }),
  });
  if (answer.redirected) location.reload();
  return { code: answer.status, data: await answer.json().catch(() => ({})) };
}

/** Both texts of a cell that somebody else wrote meanwhile; resolves to whether mine is taken. */
function choose(mine, theirs) {
  dialog.querySelector("[data-mine]").textContent = mine || words.empty;
  dialog.querySelector("[data-theirs]").textContent = theirs || words.empty;
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "saya"), { once: true });
  });
}

/** Write these cells; answers {td, before, after} of those that were written. */
async function write(changes) {
  const before = new Map(changes.map(({ td }) => [td, textOf(td)]));
  keep(changes);
  tell(words.saving);
  while (changes.length) {
    let answer;
    try {
      answer = await send(changes);
    } catch {
      tell(words.failed);
      return [];
    }
    const { code, data } = answer;
    if (code === 200) {
      for (const cell of data.cells) draw(cell);
      forget(data.cells);
      for (const [key, html] of Object.entries(data.kolom)) {
        const state = table.querySelector(`th[data-k="${key}"] .mx__state`);
        if (state) state.outerHTML = html;
      }
      for (const { td } of changes) rest(td.parentElement);
      tell(words.saved);
      return changes.map(({ td }) => ({ ...idOf(td), before: before.get(td), after: textOf(td) }));
    }
    if (code !== 409 || !data.cells) {
      tell(data.message || words.failed);
      return [];
    }
    for (const cell of data.cells) {
      const td = cellOf(cell.a, cell.k);
      const change = changes.find((other) => other.td === td);
      draw(cell);
      before.set(td, cell.isi);
      if (!change) continue;
      change.v = cell.v;
      if (change.isi === cell.isi || !(await choose(change.isi, cell.isi))) {
        changes = changes.filter((other) => other !== change);
        forget([cell]);
      }
    }
    if (!changes.length) tell("");
  }
  return [];
}

/** How many cells of a person are left to decide. */
function rest(row) {
  const shown = row.querySelector(".mx__rest");
  const left = [...row.cells].slice(1).filter((td) => !textOf(td)).length;
  if (shown) shown.textContent = left ? words.left.replace("{n}", left) : words.all;
}

function change(changes, into = done) {
  line = line.then(async () => {
    const fresh = changes.filter(({ td, isi }) => textOf(td) !== isi);
    if (!fresh.length) return;
    const written = await write(fresh);
    if (!written.length) return;
    into.push(written);
    if (into === done && !change.replaying) undone.length = 0;
  });
  return line;
}

function turn(from, into, text) {
  const last = from.pop();
  if (!last) {
    tell(words.nothing);
    return;
  }
  const changes = last.map(({ a, k, before }) => ({ td: cellOf(a, k), isi: before })).filter(({ td }) => td);
  change.replaying = true;
  change(changes, into).then(() => {
    change.replaying = false;
    if (status.textContent === words.saved) tell(text);
  });
  if (changes[0]) go(changes[0].td);
}

// Editing

function edit(td, first) {
  if (editor) return;
  const area = document.createElement("textarea");
  area.className = "mx__edit";
  area.value = first ?? (textOf(td) === none ? "" : textOf(td));
  const head = table.tHead.rows[0].cells[td.cellIndex].querySelector("a")?.textContent ?? "";
  area.setAttribute("aria-label", `${td.parentElement.cells[0].querySelector("a").textContent}: ${head}`);
  area.rows = Math.max(3, area.value.split("\n").length + 1);
  editor = area;
  td.append(area);
  td.classList.add("mx__open");
  tell(words.edit);
  area.focus();
  const close = (save) => {
    if (editor !== area) return;
    editor = null;
    const isi = area.value.split("\n").map((text) => text.trim()).filter(Boolean).join("\n");
    area.remove();
    td.classList.remove("mx__open");
    tell("");
    if (save) change([{ td, isi: isi.toUpperCase() === none ? none : isi }]);
  };
  area.addEventListener("keydown", (event) => {
    event.stopPropagation();
    const { y, x } = place(td);
    if (event.key === "Escape") {
      event.preventDefault();
      close(false);
      go(td);
    } else if (event.key === "Enter" && !event.shiftKey && !event.altKey && !event.isComposing) {
      event.preventDefault();
      close(true);
      go(at(y + 1, x) ?? td);
    } else if (event.key === "Tab") {
      event.preventDefault();
      close(true);
      go(at(y, x + (event.shiftKey ? -1 : 1)) ?? td);
    } else if (event.key === "Enter" && event.altKey) {
      event.preventDefault();
      area.setRangeText("\n", area.selectionStart, area.selectionEnd, "end");
    }
  });
  area.addEventListener("blur", () => close(true));
}

function keyed(event) {
  if (editor) return;
  const td = event.target.closest("td");
  if (!td) return;
  const { y, x } = place(td);
  const moves = { ArrowUp: [y - 1, x], ArrowDown: [y + 1, x], ArrowLeft: [y, x - 1], ArrowRight: [y, x + 1], Home: [y, 0], End: [y, keys.length - 1] };
  const control = event.ctrlKey || event.metaKey;
  if (moves[event.key] && moves[event.key][1] >= 0) {
    event.preventDefault();
    go(at(...moves[event.key]), event.shiftKey);
  } else if (event.key === "Tab" && at(y, x + (event.shiftKey ? -1 : 1)) && x + (event.shiftKey ? -1 : 1) >= 0) {
    event.preventDefault();
    go(at(y, x + (event.shiftKey ? -1 : 1)));
  } else if (event.key === "Enter" || event.key === "F2") {
    event.preventDefault();
    edit(td);
  } else if (event.key === "Delete" || event.key === "Backspace") {
    event.preventDefault();
    change(range().flat().map((cell) => ({ td: cell, isi: "" })));
  } else if (control && event.key.toLowerCase() === "z") {
    event.preventDefault();
    if (event.shiftKey) turn(undone, done, words.redone);
    else turn(done, undone, words.undone);
  } else if (control && event.key.toLowerCase() === "y") {
    event.preventDefault();
    turn(undone, done, words.redone);
  } else if (event.key.length === 1 && !control && !event.altKey) {
    event.preventDefault();
    edit(td, event.key === " " ? "" : event.key);
  }
}

// Copying and pasting

const quoted = (text) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function copied(event) {
  if (editor || document.activeElement !== here || String(document.getSelection())) return;
  event.preventDefault();
  event.clipboardData.setData("text/plain", range().map((cells) => cells.map((td) => quoted(textOf(td))).join("\t")).join("\n"));
  tell(words.copied);
}

function blockOf(text) {
  const found = [[]];
  let cell = "", inside = false;
  const clean = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  for (let index = 0; index < clean.length; index++) {
    const letter = clean[index];
    if (inside && letter === '"' && clean[index + 1] === '"') cell += clean[index++];
    else if (letter === '"' && (inside || !cell)) inside = !inside;
    else if (!inside && (letter === "\t" || letter === "\n")) {
      found.at(-1).push(cell);
      cell = "";
      if (letter === "\n") found.push([]);
    } else cell += letter;
  }
  found.at(-1).push(cell);
  return found;
}

function preview(text) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = wrap.dataset.paste;
  const { a, k } = idOf(here);
  for (const [name, value] of Object.entries({ teks: text, anggota: a, kolom: k, q: wrap.dataset.q, csrfmiddlewaretoken: csrfToken() })) {
    const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

function pasted(event) {
  if (editor || document.activeElement !== here) return;
  const text = event.clipboardData.getData("text/plain");
  if (!text.trim()) return;
  event.preventDefault();
  const block = blockOf(text);
  const one = place(range()[0][0]);
  const wide = Math.max(...block.map((cells) => cells.length));
  const whole = /^(pegawai|nama|nama pegawai)$/i.test(block[0][0].trim());
  if (block.length === 1 && wide === 1) {
    change(range().flat().map((td) => ({ td, isi: tidy(block[0][0]) })));
  } else if (whole || block.length * wide > few || one.y + block.length > rows.length || one.x + wide > keys.length) {
    tell(words.narrow);
    preview(text);
  } else {
    change(block.flatMap((cells, y) => cells.map((isi, x) => ({ td: at(one.y + y, one.x + x), isi: tidy(isi) }))));
  }
}

function tidy(text) {
  const isi = text.split("\n").map((part) => part.trim()).filter(Boolean).join("\n");
  return isi.toUpperCase() === none ? none : isi;
}

function begin() {
  table = wrap.querySelector("table");
  rows = [...table.tBodies[0].rows];
  keys = [...table.tHead.rows[0].cells].slice(1).map((th) => th.dataset.k);
  here = start = at(0, 0);
  table.setAttribute("role", "grid");
  table.setAttribute("aria-multiselectable", "true");
  for (const td of table.querySelectorAll("td")) quiet(td);
  here.tabIndex = 0;
  wrap.removeAttribute("tabindex");
  document.getElementById("matriks-alat").hidden = false;
  table.addEventListener("keydown", keyed);
  table.addEventListener("mousedown", (event) => {
    const td = event.target.closest("td");
    if (!td || editor?.parentElement === td) return;
    event.preventDefault();
    editor?.blur();
    go(td, event.shiftKey);
  });
  table.addEventListener("click", (event) => event.target.closest("td a") && event.preventDefault());
  table.addEventListener("dblclick", (event) => {
    const td = event.target.closest("td");
    if (td && !editor) edit(td);
  });
  document.addEventListener("copy", copied);
  document.addEventListener("cut", (event) => {
    if (editor || document.activeElement !== here) return;
    copied(event);
    change(range().flat().map((td) => ({ td, isi: "" })));
  });
  document.addEventListener("paste", pasted);
  document.getElementById("matriks-alat").addEventListener("click", (event) => {
    const act = event.target.closest("button")?.value;
    if (act === "batal") turn(done, undone, words.undone);
    else if (act === "ulang") turn(undone, done, words.redone);
    else if (act === "tanpa") change(range().flat().map((td) => ({ td, isi: none }))).then(() => go(here));
  });
  for (const button of dialog.querySelectorAll("button")) button.addEventListener("click", () => dialog.close(button.value));
  const left = Object.entries(JSON.parse(localStorage.getItem(kept) || "{}"));
  const changes = left.map(([name, { v, isi }]) => ({ td: cellOf(...name.split(" ")), isi, v })).filter(({ td }) => td);
  if (changes.length) change(changes);
}

if (wrap?.querySelector("td")) begin();
