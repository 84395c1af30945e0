// Drafts that have not reached the server wait in localStorage, one per form, under the id of their owner. Each
// carries an idempotency key that changes with its content: sent twice, it is done once. They are sent again when
// the line returns, when the page is seen again, and on the next page of the same person.
import { csrfToken, words } from "./words.js";
import { ask } from "./confirm.js";
import { toast } from "./toasts.js";

const owner = () => document.body.dataset.user;
const prefix = () => `kasuari:draf:${owner()}:`;

const storage = {
  read(name) {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null;
    }
  },
  write(name, value) {
    try {
      localStorage.setItem(name, JSON.stringify(value));
    } catch {
      // Storage is full or refused: the text stays in the form.
    }
  },
};

const newKey = () => crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join("-");

export const nameOf = (url, id) => `${prefix()}${url}#${id}`;
export const waiting = (name) => storage.read(name);
export const forget = (name) => localStorage.removeItem(name);

export function keep(name, { url, body, page }) {
  if (!owner()) return null;
  const draft = { url, body, page, key: newKey(), at: Date.now() };
  storage.write(name, draft);
  return draft;
}

/** Sends one draft. Answers {state: saved | kept | refused | stale | signed-out, data}. */
export async function deliver(name, draft) {
  let response;
  try {
    response = await fetch(draft.url, {
      method: "POST",
      body: draft.body,
      redirect: "manual",
      credentials: "same-origin",
      headers: {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-CSRFToken": csrfToken(),
        "Idempotency-Key": draft.key,
        "X-Autosave": "1",
        Accept: "application/json",
      },
    });
  } catch {
    return { state: "kept" };
  }
  if (response.type === "opaqueredirect" || response.status === 401) return { state: "signed-out" };
  const isJson = (response.headers.get("Content-Type") ?? "").includes("json");
  const data = isJson ? await response.json().catch(() => ({})) : {};
  if (response.ok) {
    if (storage.read(name)?.key === draft.key) forget(name);
    return { state: "saved", data };
  }
  if (response.status === 409) return { state: data.code === "idempotency.running" ? "kept" : "stale", data };
  return { state: response.status >= 500 || response.status === 429 ? "kept" : "refused", data };
}

async function deliverAll() {
  if (!owner() || navigator.onLine === false) return;
  const here = new Set([...document.querySelectorAll("form[data-autosave]")].map((form) => form.dataset.draftName));
  let delivered = 0;
  for (const name of Object.keys(localStorage).filter((key) => key.startsWith(prefix()) && !here.has(key))) {
    const draft = storage.read(name);
    if (draft && (await deliver(name, draft)).state === "saved") delivered += 1;
  }
  if (delivered) toast(words("delivered"), "success");
}

export function startOutbox() {
  window.addEventListener("online", deliverAll);
  window.addEventListener("load", () => setTimeout(deliverAll, 500));
  document.addEventListener(
    "submit",
    async (event) => {
      const form = event.target.closest("form[data-sign-out]");
      if (!form) return;
      window.caches?.delete("kasuari-saku").catch(() => {});
      const mine = Object.keys(localStorage).filter((key) => key.startsWith(prefix()));
      if (!mine.length) return;
      event.preventDefault();
      if (!(await ask(words("unsent"), { danger: true }))) return;
      mine.forEach(forget);
      form.submit();
    },
    true,
  );
}
