// data-confirm="question" on a button or form: asks in a dialog before it acts. Without JavaScript the act goes ahead,
// so whatever cannot be undone also asks on the server.
import { words } from "./words.js";

export function ask(question, { danger = false, yes = words("confirm") } = {}) {
  return new Promise((resolve) => {
    const dialog = document.createElement("dialog");
    dialog.className = "modal";
    const text = document.createElement("p");
    text.className = "keep-lines";
    text.id = "tanya";
    text.textContent = question;
    dialog.setAttribute("aria-labelledby", "tanya");
    const actions = document.createElement("div");
    actions.className = "modal__actions";
    for (const [answer, label, look] of [
      ["no", words("cancel"), "plain"],
      ["yes", yes, danger ? "danger" : "primary"],
    ]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = `button button--${look}`;
      button.textContent = label;
      button.addEventListener("click", () => dialog.close(answer));
      actions.append(button);
    }
    dialog.append(text, actions);
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

export function startConfirm() {
  const agreed = new WeakSet();
  document.addEventListener(
    "click",
    async (event) => {
      const button = event.target.closest("button[data-confirm], a[data-confirm]");
      if (!button || agreed.has(button)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const label = button.textContent.trim();
      if (await ask(button.dataset.confirm, { danger: button.classList.contains("button--danger"), yes: label })) {
        agreed.add(button);
        button.click();
        agreed.delete(button);
      }
    },
    true,
  );
}
