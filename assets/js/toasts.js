// Messages can be put away; those of the scripts look the same. They do not vanish by themselves.
import { words } from "./words.js";

function arm(toast) {
  const button = toast.querySelector("[data-dismiss]");
  if (button) button.hidden = false;
}

export function toast(text, kind = "info") {
  const place = document.getElementById("toasts");
  if (!place || !text) return;
  const box = document.createElement("div");
  box.className = `toast toast--${kind}`;
  box.dataset.toast = "";
  const mark = document.createElement("span");
  const words_ = document.createElement("p");
  words_.textContent = text;
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.dismiss = "";
  button.setAttribute("aria-label", words("dismiss"));
  button.textContent = "×";
  box.append(mark, words_, button);
  place.append(box);
}

export function startToasts() {
  document.querySelectorAll("[data-toast]").forEach(arm);
  document.addEventListener("click", (event) => event.target.closest("[data-dismiss]")?.closest("[data-toast]")?.remove());
  document.addEventListener("htmx:after:swap", () => document.querySelectorAll("[data-toast]").forEach(arm));
  document.addEventListener("htmx:error", () => toast(words("lost"), "error"));
}
