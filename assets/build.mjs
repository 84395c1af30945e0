// Builds the stylesheet, the scripts, the icon sprite and the typeface into src/kasuari/site/static/kasuari/.
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { brotliCompressSync } from "node:zlib";
import { context, build } from "esbuild";

const out = "src/kasuari/site/static/kasuari";
const fonts = "node_modules/@fontsource-variable/plus-jakarta-sans";

const options = {
  entryPoints: {
    kasuari: "assets/css/kasuari.css",
    app: "assets/js/app.js",
    matrix: "assets/js/matrix.js",
    sw: "assets/js/sw.js",
  },
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome94", "firefox91", "safari15"],
  legalComments: "none",
  charset: "utf8",
  external: ["*.woff2"],
  loader: { ".svg": "dataurl" },
  logLevel: "warning",
};

const squeeze = (svg) => svg.replace(/<!--.*?-->/gs, "").replace(/>\s+</g, "><").replace(/\s{2,}/g, " ").trim();

async function copyStill() {
  await cp(`${fonts}/files/plus-jakarta-sans-latin-wght-normal.woff2`, `${out}/plus-jakarta-sans.woff2`);
  await cp(`${fonts}/LICENSE`, `${out}/plus-jakarta-sans.LICENSE.txt`);
  for (const name of ["icons.svg", "logo.svg", "favicon.svg", "empty.svg"]) {
    await writeFile(`${out}/${name}`, squeeze(await readFile(`assets/img/${name}`, "utf8")));
  }
  await cp("assets/manifest.webmanifest", `${out}/manifest.webmanifest`);
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await copyStill();
if (process.argv.includes("--watch")) {
  await (await context(options)).watch();
} else {
  await build(options);
  for (const name of ["kasuari.css", "app.js", "matrix.js", "sw.js", "icons.svg"]) {
    const size = brotliCompressSync(await readFile(`${out}/${name}`)).length;
    console.log(`${name.padEnd(12)} ${(size / 1024).toFixed(1)} kB compressed`);
  }
}
