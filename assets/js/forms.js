// data-once: a form is sent once. data-count-for: what is left of a text. data-drop: a file can be dropped.
// data-focus: the summary of errors is read first. data-submit-on-change: a filter that applies itself.
function count(field) {
  const place = document.querySelector(`[data-count-for="${CSS.escape(field.id)}"]`);
  if (place && field.maxLength > 0) {
    place.textContent = place.dataset.countText.replace("{n}", String(field.maxLength - field.value.length));
  }
}

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll('[aria-busy="true"]')) button.removeAttribute("aria-busy");
}

export function startForms() {
  for (const field of document.querySelectorAll("textarea[maxlength]")) count(field);
  document.querySelector("[data-focus]")?.focus();

  document.addEventListener("input", (event) => event.target.matches("textarea[maxlength]") && count(event.target));
  document.addEventListener("change", (event) => {
    if (event.target.closest("[data-submit-on-change]")) event.target.form.requestSubmit();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-once]")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    // Wait until the others have had their say: a submit that was prevented is not under way.
    setTimeout(() => {
      if (event.defaultPrevented) return;
      form.dataset.sent = "1";
      event.submitter?.setAttribute("aria-busy", "true");
    });
  });
  // The page may come back from the history as it was left.
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      const box = event.target.closest?.("[data-drop]");
      if (!box) return;
      event.preventDefault();
      box.classList.toggle("is-over", name === "dragover");
      if (name === "drop") {
        const input = box.querySelector('input[type="file"]');
        input.files = event.dataTransfer.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
  }
}
