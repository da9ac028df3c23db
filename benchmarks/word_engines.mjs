// The engines in JavaScript that benchmarks/word_templates.py holds side by side, each in a process of its own.
//
//     node benchmarks/word_engines.mjs ENGINE FOLDER
//
// FOLDER is where the packages were installed. Orders and answers are those of word_engines.py.

import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { performance } from "node:perf_hooks";

const [engine, folder] = process.argv.slice(2);
const require = createRequire(join(folder, "package.json"));

function docxtemplater(content) {
  const Docxtemplater = require("docxtemplater");
  const PizZip = require("pizzip");
  return (row) => {
    // an object that was rendered throws when it is rendered again
    const document = new Docxtemplater(new PizZip(content), { paragraphLoop: true });
    document.render(row);
    return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  };
}

function easyTemplateX(content) {
  const { TemplateHandler } = require("easy-template-x");
  const handler = new TemplateHandler();
  return (row) => handler.process(content, row);
}

async function carryOut(order) {
  const content = readFileSync(order.template);
  const fill = { docxtemplater, "easy-template-x": easyTemplateX }[engine](content);
  const given = JSON.parse(readFileSync(order.rows, "utf-8"));
  const rows = Array(order.times).fill(given).flat();
  const start = performance.now();
  for (const [number, row] of rows.entries()) {
    writeFileSync(join(order.out, `${String(number).padStart(6, "0")}.docx`), await fill(row));
  }
  const seconds = (performance.now() - start) / 1000;
  return { compile: null, fill: seconds, peak: process.resourceUsage().maxRSS / 1024 };
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = await carryOut(JSON.parse(line));
  } catch (fault) {
    answer = { fault: String(fault).split("\n")[0] };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
