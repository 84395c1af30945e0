// Menus are details elements: they close on Escape, on a click elsewhere, and when the focus leaves.
export function startMenus() {
  const close = (except) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) if (menu !== except) menu.open = false;
  };
  document.addEventListener("click", (event) => {
    close(event.target.closest("details[data-menu]"));
    if (event.target.closest("[data-reload]")) location.reload();
    else if (event.target.closest("[data-print]")) window.print();
  });
  document.addEventListener("focusin", (event) => close(event.target.closest("details[data-menu]")));
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest("details[data-menu][open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  const opened = [];
  window.addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("main details:not([open], .dialog)")) {
      fold.open = true;
      opened.push(fold);
    }
  });
  window.addEventListener("afterprint", () => {
    while (opened.length) opened.pop().open = false;
  });
}
