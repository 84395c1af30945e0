import "htmx.org/dist/htmx.esm.js";
import { startAnswers } from "./answers.js";
import { startAutosave } from "./autosave.js";
import { startConfirm } from "./confirm.js";
import { startForms } from "./forms.js";
import { startMenus } from "./menus.js";
import { startOutbox } from "./outbox.js";
import { startPohon } from "./pohon.js";
import { startPreferences } from "./preferences.js";
import { startToasts } from "./toasts.js";

// Everything is delegated from the document or repeated for what htmx brings in, so a fragment needs no script of its own.
startPreferences();
startAnswers();
startConfirm();
startForms();
startMenus();
startToasts();
startOutbox();
startAutosave(document);
startPohon(document);
document.addEventListener("htmx:after:process", (event) => {
  startAutosave(event.target);
  startPohon(event.target);
});

if ("serviceWorker" in navigator && window.isSecureContext) {
  window.addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}));
}
