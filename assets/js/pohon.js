// The picture of the tree: zoom, drag and arrow keys. Without this it scrolls, and every node is a link.
const zooms = new WeakMap();

function resize(svg, factor) {
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const scroll = svg.parentElement;
  const fit = Math.min(1, (scroll.clientWidth - 26) / width);
  const scale = factor === "fit" ? fit : Math.min(3, Math.max(0.2, (zooms.get(svg) || 1) * Number(factor)));
  zooms.set(svg, scale);
  svg.setAttribute("width", Math.round(width * scale));
  svg.setAttribute("height", Math.round(height * scale));
}

function drag(scroll) {
  let from = null;
  scroll.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button === 0 && !event.target.closest("a")) {
      from = { x: event.clientX + scroll.scrollLeft, y: event.clientY + scroll.scrollTop };
      scroll.classList.add("is-dragged");
      scroll.setPointerCapture(event.pointerId);
    }
  });
  scroll.addEventListener("pointermove", (event) => {
    if (from) scroll.scrollTo(from.x - event.clientX, from.y - event.clientY);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    scroll.addEventListener(end, () => {
      from = null;
      scroll.classList.remove("is-dragged");
    });
  }
}

function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const now = event.target.closest?.("a.pohon__node");
  if (!step || !now) return;
  const nodes = [...event.currentTarget.querySelectorAll("a.pohon__node")];
  const next = nodes[nodes.indexOf(now) + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}

export function startPohon(root) {
  const scroll = root.querySelector?.(".pohon__scroll") ?? root.closest?.(".pohon")?.querySelector(".pohon__scroll");
  if (!scroll || scroll.dataset.started) return;
  scroll.dataset.started = "yes";
  const svg = scroll.querySelector("svg");
  const tools = scroll.parentElement.querySelector("[data-pohon-tools]");
  tools.hidden = false;
  tools.addEventListener("click", (event) => {
    const zoom = event.target.closest("[data-zoom]");
    if (zoom) resize(svg, zoom.dataset.zoom);
    if (event.target.closest("[data-print]")) window.print();
  });
  drag(scroll);
  scroll.addEventListener("keydown", walk);
  const lit = [...svg.querySelectorAll(".pohon__node.is-path")].pop();
  if (lit && !root.closest?.(".pohon")) lit.scrollIntoView({ block: "nearest", inline: "nearest" });
}
