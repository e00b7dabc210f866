// Makes the one style sheet, the one script of the pages, and what draws charts where somebody opens them: node build.mjs FOLDER
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { join, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const to = process.argv[2] ?? join(here, "../wwwroot");

mkdirSync(to, { recursive: true });
const { css } = sass.compile(join(here, "styles/site.scss"), {
  loadPaths: [join(here, "node_modules")],
  style: "compressed",
  quietDeps: true,
  silenceDeprecations: ["import"], // Bootstrap 5 is written with it
});
writeFileSync(join(to, "site.css"), css);
for (const script of ["site.js", "charts.js"]) {
  await esbuild.build({ entryPoints: [join(here, "scripts", script)], bundle: true, minify: true, target: "es2020", format: "iife", outfile: join(to, script), logLevel: "warning", legalComments: "none" });
}
// Compressed here as far as it goes, which would take a server a second each time.
for (const file of ["site.css", "site.js", "charts.js"]) {
  const made = readFileSync(join(to, file));
  writeFileSync(join(to, `${file}.br`), brotliCompressSync(made)); // at its eleventh level of eleven
  writeFileSync(join(to, `${file}.gz`), gzipSync(made, { level: 9 }));
}
