// <form data-autosave="address">: what is typed is kept on the device at once and sent after a pause.
//
// The address gets the whole form as a POST with `X-Autosave: 1` and an idempotency key. It answers 204, or 200 with
// {"version": 4} to renew a hidden field `version`, or {"advice": {"field name": "hint"}} to speak at the field; 409 when
// somebody else wrote in between; 422 with {"message": "…"} when it cannot be kept as a draft.
// The state is told in the element [data-saved] of the form.
import { deliver, forget, keep, nameOf, waiting } from "./outbox.js";
import { timeNow, words } from "./words.js";

const pause = 1200;

function bodyOf(form) {
  const data = new FormData(form);
  const pairs = [...data.entries()].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  return new URLSearchParams(pairs).toString();
}

/** The part of `body` that a person wrote: without what the page itself carries along. */
function visible(form, body) {
  const own = new Set([...form.elements].filter((field) => field.type !== "hidden").map((field) => field.name));
  return new URLSearchParams([...new URLSearchParams(body)].filter(([name]) => own.has(name))).toString();
}

function tell(form, state, text) {
  const place = form.querySelector("[data-saved]");
  if (!place) return;
  place.dataset.state = state;
  place.textContent = text;
}

function restore(form, body) {
  const values = new URLSearchParams(body);
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden" || field.type === "file") continue;
    const given = values.getAll(field.name);
    if (field.type === "checkbox" || field.type === "radio") field.checked = given.includes(field.value);
    else if (field.type === "select-multiple") for (const option of field.options) option.selected = given.includes(option.value);
    else if (given.length === 1) field.value = given[0];
  }
}

function advise(form, advice) {
  for (const [name, text] of Object.entries(advice)) {
    const field = form.elements[name];
    // Radio buttons come as a list.
    const box = (field?.closest ? field : field?.[0])?.closest(".field");
    if (!box) continue;
    const [old] = box.querySelectorAll("[data-live-advice], .field__advice");
    if (old && old.textContent.includes(text) && text) continue;
    old?.remove();
    if (!text) continue;
    const line = document.createElement("p");
    line.className = "field__advice";
    if (old?.id) line.id = old.id;
    line.dataset.liveAdvice = "";
    line.setAttribute("role", "status");
    line.textContent = text;
    box.append(line);
  }
}

function watch(form) {
  const url = form.dataset.autosave;
  const name = nameOf(location.pathname, form.id || form.getAttribute("name") || url);
  form.dataset.draftName = name;
  let timer = 0;
  let busy = false;
  let again = false;

  async function save() {
    clearTimeout(timer);
    const draft = waiting(name);
    if (!draft) return;
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    tell(form, "saving", words("saving"));
    const { state, data = {} } = await deliver(name, draft);
    busy = false;
    if (state === "saved") {
      if (data.version !== undefined && form.elements.version) form.elements.version.value = data.version;
      if (data.advice) advise(form, data.advice);
      tell(form, "saved", words("saved", { time: timeNow() }));
    } else if (state === "kept") {
      tell(form, "kept", words("kept"));
      timer = setTimeout(save, 15000);
    } else if (state === "stale") tell(form, "refused", data.message || words("stale"));
    else if (state === "signed-out") tell(form, "kept", words("signedOut"));
    else tell(form, "refused", [data.message, words("refused")].filter(Boolean).join(" "));
    if (again) {
      again = false;
      // What was typed meanwhile carries the version that this answer brought.
      keepNow();
      save();
    }
  }

  const keepNow = () => keep(name, { url, body: bodyOf(form), page: location.pathname });
  const changed = () => {
    keepNow();
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  // Sending the form first brings the draft home. Where that fails the person stays here with everything they wrote.
  let cleared = false;
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    if (cleared || event.defaultPrevented || !waiting(name)) return;
    event.preventDefault();
    const { submitter } = event;
    const { state, data = {} } = await deliver(name, keepNow() ?? waiting(name));
    if (state === "kept" || state === "signed-out") {
      tell(form, "kept", words(state === "kept" ? "kept" : "signedOut"));
      return;
    }
    if (data.version !== undefined && form.elements.version) form.elements.version.value = data.version;
    cleared = true;
    form.requestSubmit(submitter);
    cleared = false;
  });
  window.addEventListener("online", save);
  document.addEventListener("visibilitychange", () => waiting(name) && save());

  const left = waiting(name);
  if (left && visible(form, left.body) !== visible(form, bodyOf(form))) {
    restore(form, left.body);
    keepNow();
    tell(form, "kept", words("restored"));
    timer = setTimeout(save, pause);
  } else if (left) forget(name);
}

export function startAutosave(root) {
  if (!(root instanceof Element || root instanceof Document)) return;
  for (const form of document.querySelectorAll("form[data-autosave]")) if (!form.dataset.draftName) watch(form);
}
