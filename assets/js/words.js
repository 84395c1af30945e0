// The words of the scripts come with the page, in its language.
export function words(name, values = {}) {
  const text = document.getElementById("kata")?.dataset[name] ?? "";
  return text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

export function csrfToken() {
  const inherited = document.body.getAttribute("hx-headers:inherited");
  return inherited ? JSON.parse(inherited)["X-CSRFToken"] : "";
}

export function timeNow() {
  const now = new Date();
  return [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, "0")).join(".");
}
