// Chromium, driven by puppeteer-core, and pages opened in it under watch.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** Starts the Chromium of this machine. What is missing is named, and ends the test. */
export async function launch(tools) {
  const executablePath = (process.env.PATH ?? "")
    .split(path.delimiter)
    .flatMap((folder) => ["chromium", "chromium-browser"].map((name) => path.join(folder, name)))
    .find((file) => fs.existsSync(file));
  const ace = path.join(tools, "ace/node_modules");
  for (const [what, is] of [["Chromium", executablePath], ["Ace", fs.existsSync(ace)]]) {
    if (!is) {
      console.log(`page: ${what} is missing (tests/run --install)`);
      process.exit(1);
    }
  }
  const require = createRequire(path.join(path.resolve(tools), "ace/package.json"));
  const puppeteer = require("puppeteer-core");
  const axe = fs.readFileSync(require.resolve("@daisy/axe-core-for-ace"), "utf8");
  // Debian's Chromium needs these as root, as Ace knows too.
  const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  return { browser, axe };
}

/** Opens a file and notes all that a page should not do: talk to the console, fail, ask anybody for anything. */
export async function open(browser, file, { width = 1440, height = 900, scheme = "light", hash = "", script = true } = {}) {
  const page = await browser.newPage();
  const misdeeds = [];
  const address = pathToFileURL(file).href;
  page.on("console", (message) => misdeeds.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => misdeeds.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => dialog.dismiss().then(() => misdeeds.push("a dialog")));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address) {
      misdeeds.push(`request: ${request.url()}`);
    }
  });
  await page.setJavaScriptEnabled(script);
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(address + hash);
  return { page, misdeeds };
}

/** What axe finds wrong, a line each. */
export async function violations(page, axe) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((it) => `${it.id}: ${it.help} (${it.nodes.map((node) => node.html).slice(0, 2).join(" ")})`);
}
