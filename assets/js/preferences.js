// Light or dark and large text live in a cookie: the server writes them into the page, so nothing flashes.
const root = document.documentElement;
const year = 365 * 24 * 3600;

const remember = (name, value) => {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${name}=${value}; Path=/; Max-Age=${value ? year : 0}; SameSite=Lax${secure}`;
};
const theme = () => root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

function show() {
  for (const box of document.querySelectorAll("[data-preferences]")) box.hidden = false;
  for (const button of document.querySelectorAll("[data-theme-toggle]")) {
    const label = button.querySelector("span");
    button.dataset.now = theme();
    label.textContent = theme() === "dark" ? label.dataset.whenDark : label.dataset.whenLight;
  }
  for (const button of document.querySelectorAll("[data-text-toggle]")) {
    button.setAttribute("aria-pressed", String(root.dataset.text === "large"));
  }
}

export function startPreferences() {
  show();
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-theme-toggle]")) {
      root.dataset.theme = theme() === "dark" ? "light" : "dark";
      remember("theme", root.dataset.theme);
      show();
    } else if (event.target.closest("[data-text-toggle]")) {
      const large = root.dataset.text !== "large";
      if (large) root.dataset.text = "large";
      else delete root.dataset.text;
      remember("text", large ? "large" : "");
      show();
    }
  });
}
