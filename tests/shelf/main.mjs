// A shelf as people and reading apps meet it: the page in Chromium, the catalogue in another's OPDS library; on a plain
// host and served, with a story dropped on the page.
//
// usage: node tests/shelf/main.mjs --binary PATH --tools DIR
//
// DIR holds what tests/run installs. Each check is a sentence; one that does not hold is printed with what was found.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";

import { launch, violations } from "../page/browser.mjs";
import { check, sumUp } from "../page/checks.mjs";

const { values: wishes } = parseArgs({ options: { binary: { type: "string" }, tools: { type: "string" } } });
const root = path.resolve(import.meta.dirname, "../..");
const place = fs.mkdtempSync(path.join(os.tmpdir(), "storybind-shelf-"));
const [books, site] = [path.join(place, "books"), path.join(place, "site")];

const run = (...words) => execFileSync(wishes.binary, words, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** A plain host: files as they are, by their endings, and nothing else. */
function host(folder) {
  const types = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".xml": "application/xml", ".png": "image/png", ".jpg": "image/jpeg", ".epub": "application/epub+zip" };
  const server = http.createServer((request, answer) => {
    const name = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const file = path.join(folder, name === "/" ? "index.html" : path.normalize(name));
    fs.readFile(file, (error, bytes) => {
      answer.writeHead(error ? 404 : 200, { "Content-Type": types[path.extname(file)] ?? "application/octet-stream" });
      answer.end(bytes);
    });
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve([server, `http://127.0.0.1:${server.address().port}/`])));
}

/** `storybind serve`, once it says where. */
function serve(...words) {
  const child = spawn(wishes.binary, ["serve", books, "--listen", "127.0.0.1:0", "--title", "The Harbour Shelf", ...words], { stdio: ["ignore", "ignore", "pipe"] });
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (bytes) => {
      said += bytes;
      const address = said.match(/http:\/\/[^\s]+\//);
      if (address) {
        resolve([child, address[0]]);
      }
    });
    child.on("exit", () => reject(new Error(`serve ended: ${said}`)));
  });
}

/** Opens a page and notes all that it should not do: talk, fail, ask another host, break its policy. */
async function open(browser, address, { width = 1280, height = 900, scheme = "light", script = true } = {}) {
  const page = await browser.newPage();
  const misdeeds = [];
  page.on("console", (message) => misdeeds.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => misdeeds.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => dialog.dismiss().then(() => misdeeds.push("a dialog")));
  page.on("request", (request) => new URL(request.url()).origin === new URL(address).origin || misdeeds.push(`request: ${request.url()}`));
  await page.setJavaScriptEnabled(script);
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(address, { waitUntil: "load" });
  if (script) {
    await page.waitForFunction(() => document.getElementById("count").textContent !== "");
  }
  return { page, misdeeds };
}

const shown = (page) => page.$$eval("#books h2", (all) => all.map((it) => it.textContent));
const count = (page) => page.$eval("#count", (it) => it.textContent);
const settled = (page, text) => page.waitForFunction((text) => document.getElementById("count").textContent === text, { timeout: 5_000 }, text).then(() => true, () => false);

/** Goes by Tab, forth or back as it stands in the page, until what is meant has the focus. */
async function tab(page, selector) {
  const is = (selector) => document.activeElement.matches(selector);
  const behind = (selector) => Boolean(document.querySelector(selector).compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING);
  const back = await page.evaluate(behind, selector);
  for (let n = 0; n < 12 && !(await page.evaluate(is, selector)); n += 1) {
    if (back) {
      await page.keyboard.down("Shift");
    }
    await page.keyboard.press("Tab");
    await page.keyboard.up("Shift");
  }
  return page.evaluate(is, selector);
}

/** Drops a file on what stands there, as a hand does: the browser itself makes the events, and what they carry. */
async function drop(page, selector, file) {
  const client = await page.createCDPSession();
  const box = await (await page.$(selector)).boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await client.send("Input.dispatchDragEvent", { type, x, y, data: { items: [], files: [file], dragOperationsMask: 1 } });
  }
  await client.detach();
}

/** Books enough to scroll: the examples, and small stories with what the filters ask for. */
function shelve() {
  fs.mkdirSync(path.join(place, "stories"));
  const names = ["Lamp", "Quay", "Ledger", "Rope", "Salt", "Goose", "Tide", "Kettle", "Map", "Orchard"];
  for (let n = 0; n < 150; n += 1) {
    const fields = `Fandom: ${n % 3 ? "The Tides of Orrin" : "Night Trains"}\nRating: ${["General", "Teen", "Mature"][n % 3]}\nSeries: ${names[n % 7]} Street #${1 + Math.floor(n / 7)}`;
    const text = `The ${names[n % 10]} of ${n}\nby ${["Ann Other", "Bo Quill", "Ida Fenn"][n % 3]}\n\n${fields}\n\nChapter 1\n\n${"She counted the lamps along the quay and began again. ".repeat(1 + (n % 5) * 400)}\n`;
    fs.writeFileSync(path.join(place, "stories", `story ${n}.txt`), text);
  }
  const hostile = "</script><script>alert(1)</script> <img src=x onerror=alert(2)>\nby \"><svg onload=alert(3)>\n\nFandom: <b>&amp;</b>{{title}}\n\nChapter 1\n\nShe ran.\n";
  fs.writeFileSync(path.join(place, "stories", "hostile.txt"), hostile);
  run("convert", path.join(place, "stories"), path.join(root, "examples/stories"), "-o", books, "-q", "--no-grouping");
  return fs.readdirSync(books, { recursive: true }).filter((name) => name.endsWith(".epub")).length;
}

async function checkPage(browser, axe, address, where, all) {
  for (const [scheme, width] of [["light", 1280], ["dark", 1280], ["light", 390], ["dark", 390]]) {
    const { page, misdeeds } = await open(browser, address, { scheme, width, height: 844 });
    check(`${where}, ${scheme}, ${width}: axe finds nothing`, await violations(page, axe), []);
    await page.$eval("#more", (it) => (it.open = true));
    check(`${where}, ${scheme}, ${width}: axe finds nothing in the filters`, await violations(page, axe), []);
    check(`${where}, ${width}: nothing is wider than the page`, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    check(`${where}, ${scheme}, ${width}: the page keeps to itself`, misdeeds, []);
    await page.close();
  }
  const { page, misdeeds } = await open(browser, address);
  check(`${where}: all books are counted`, await count(page), `${all} books`);
  check(`${where}: only some are in the page at first`, (await shown(page)).length <= 120);
  for (let n = 0; n < 12 && (await shown(page)).length < all; n += 1) {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  check(`${where}: scrolling brings all of them`, (await shown(page)).length, all);
  // By keys alone: search, filter, back to all, a book.
  await page.evaluate(() => scrollTo(0, 0));
  await page.focus("#words");
  await page.keyboard.type("kettle quill");
  check(`${where}: a search finds by title and author`, await settled(page, `5 of ${all} books`));
  check(`${where}: and shows what it found`, (await shown(page)).every((title) => title.startsWith("The Kettle")));
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await page.keyboard.press("Backspace");
  check(`${where}: no words, all books`, await settled(page, `${all} books`));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  check(`${where}: Enter opens the filters`, await page.$eval("#more", (it) => it.open));
  for (const [id, value, text] of [["author", "Bo Quill", 50], ["rating", "Teen", 50], ["fandom", "Night Trains", 50], ["series", "Rope Street", 21]]) {
    check(`${where}: Tab reaches the filter by ${id}`, await tab(page, `#${id}`));
    await page.keyboard.type(value);
    check(`${where}: the filter by ${id}`, await settled(page, `${text} of ${all} books`));
    if (id === "series") {
      const order = await shown(page);
      check(`${where}: a series is in its order`, order.slice(0, 3), ["The Rope of 3", "The Lamp of 10", "The Kettle of 17"]);
    }
    check(`${where}: Tab reaches the way back`, await tab(page, "button[type=reset]"));
    await page.keyboard.press("Enter");
    check(`${where}: all again`, await settled(page, `${all} books`));
  }
  check(`${where}: Tab reaches the filter by length`, await tab(page, "#length"));
  const lengths = await page.$$eval("#length option", (all) => all.map((it) => it.value));
  for (let n = 0; n < lengths.indexOf("2"); n += 1) {
    await page.keyboard.press("ArrowDown");
  }
  await page.waitForFunction(() => location.search.includes("length=2"), { timeout: 5_000 }).catch(() => {});
  check(`${where}: the filter by length`, /^\d+ of /.test(await count(page)));
  check(`${where}: what is chosen stands in the address`, page.url().includes("length=2"));
  check(`${where}: Tab reaches the way back`, await tab(page, "button[type=reset]"));
  await page.keyboard.press("Space");
  check(`${where}: the space bar takes it`, await settled(page, `${all} books`));
  check(`${where}: Tab reaches the order`, await tab(page, "#sort"));
  await page.keyboard.type(await page.$eval("#sort option[value=title]", (it) => it.textContent));
  await page.waitForFunction(() => document.querySelector("#books h2").textContent < "B", { timeout: 5_000 }).catch(() => {});
  const sorted = await shown(page);
  check(`${where}: sorted by title`, sorted.slice(0, 5), [...sorted.slice(0, 5)].sort(new Intl.Collator(undefined, { numeric: true, sensitivity: "base" }).compare));
  const reached = [];
  await page.focus("#sort");
  for (let n = 0; n < 6; n += 1) {
    await page.keyboard.press("Tab");
    reached.push(await page.evaluate(() => document.activeElement.textContent.slice(0, 60)));
  }
  check(`${where}: Tab reaches a book`, reached.includes(sorted[0].slice(0, 60)));
  check(`${where}: using it keeps to itself`, misdeeds, []);
  await page.close();
  const linked = await open(browser, `${address}?q=hostile%20script`);
  const linkedTo = await open(browser, `${address}?q=alert`);
  check(`${where}: an address with words searches them`, await count(linkedTo.page), `1 of ${all} books`);
  check(`${where}: what would be a script is a title`, (await shown(linkedTo.page))[0].includes("<img src=x onerror=alert(2)>"));
  check(`${where}: and does nothing`, [...linked.misdeeds, ...linkedTo.misdeeds], []);
  await linked.page.close();
  await linkedTo.page.close();
  const plain = await open(browser, address, { script: false });
  check(`${where}: without scripts the page says what to do`, (await plain.page.$eval("noscript", (it) => it.textContent)).includes("catalogue"));
  await plain.page.close();
}

async function checkWorkshop(browser, axe, address) {
  const { page, misdeeds } = await open(browser, address);
  const story = path.join(place, "dropped.txt");
  fs.writeFileSync(story, "The Dropped Lamp\nby Ann Other\n\nChapter 1\n\nShe lit it, and went down to the quay.\n\nRope\n\nHe coiled it.\n\n* * *\n\nThen it was dark.\n");
  await page.focus("#bench > summary");
  await page.keyboard.press("Enter");
  check("Enter opens the workshop", await page.$eval("#bench", (it) => it.open));
  await page.keyboard.press("Enter");
  check("and closes it", await page.$eval("#bench", (it) => !it.open));
  // Where it is dropped does not matter: the workshop is closed, and a book of the shelf lies there.
  await page.evaluate(() => addEventListener("drop", (event) => (document.body.dataset.dropped = `${event.isTrusted} ${event.dataTransfer.files[0]?.name}`), true));
  await drop(page, "#books h2", story);
  await page.waitForSelector("#draft:not([hidden])");
  check("the drop was the browser's own", await page.$eval("body", (it) => it.dataset.dropped), "true dropped.txt");
  check("a drop opens the workshop", await page.$eval("#bench", (it) => it.open));
  check("a dropped story has its title and author", await page.$eval("#draft-title", (it) => it.textContent), "The Dropped Lamp by Ann Other");
  const inside = async () => {
    const frame = await page.waitForFrame((it) => it.url().includes("/report"), { timeout: 10_000 });
    await frame.waitForSelector("#story", { timeout: 10_000 });
    return frame;
  };
  check("its reading stands in the frame", (await (await inside()).$eval("#story", (it) => it.textContent)).includes("He coiled it."));
  check("the report's script runs in the frame", await (await inside()).evaluate(() => {
    document.querySelector(".element button").click();
    return !document.getElementById("decision").hidden;
  }));
  const reaches = await (await inside()).evaluate(() => {
    try {
      return parent.document.title;
    } catch {
      return "nothing";
    }
  });
  check("the frame reaches nothing of the page", reaches, "nothing");
  check("axe finds nothing in the workshop", await violations(page, axe), []);
  /** Whether the report comes to show so many headings: it is loaded anew when the story is read again. */
  const hasHeadings = async (wanted) => {
    for (let n = 0; n < 100; n += 1) {
      const found = await inside().then((frame) => frame.$$eval("#story .element.role-heading", (all) => all.length)).catch(() => -1);
      if (found === wanted) {
        return true;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return false;
  };
  check("one heading was found", await hasHeadings(1));
  await page.focus("#corrections");
  await page.keyboard.type('[[correct]]\ntext = "Rope"\nrole = "heading"\n');
  await page.focus("#again");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.getElementById("told").textContent === "The story was read again.", { timeout: 10_000 }).catch(() => {});
  check("the story is read again", await page.$eval("#told", (it) => it.textContent), "The story was read again.");
  check("with what was corrected", await hasHeadings(2));
  const bytes = await page.$eval("#take", async (it) => (await (await fetch(it.href)).arrayBuffer()).byteLength);
  check("the book can be taken", bytes > 2_000);
  await page.$eval("#corrections", (it) => (it.value = "[[correct]\n"));
  await page.click("#again");
  await page.waitForFunction(() => document.getElementById("told").textContent.includes("of the corrections"), { timeout: 10_000 }).catch(() => {});
  check("what is wrong is said", (await page.$eval("#told", (it) => it.textContent)).startsWith("Line 1 of the corrections: "));
  await page.click("#keep");
  await page.waitForFunction(() => document.getElementById("told").textContent.includes("is on the shelf"), { timeout: 10_000 }).catch(() => {});
  check("a kept book stands in its folder", fs.existsSync(path.join(place, "kept", "dropped.epub")));
  await page.click("#close");
  await page.waitForSelector("#draft", { hidden: true });
  // A file that is chosen is read as one that is dropped.
  const input = await page.$("#story");
  await input.uploadFile(story);
  await page.waitForSelector("#draft:not([hidden])");
  check("a chosen story has its title and author", await page.$eval("#draft-title", (it) => it.textContent), "The Dropped Lamp by Ann Other");
  await page.click("#close");
  await page.waitForSelector("#draft", { hidden: true });
  // The browser itself says that an answer was an error, which is wanted here, and that axe asks the frame in vain.
  check("the workshop keeps to itself", misdeeds.filter((it) => !/status of 422|'postMessage'/.test(it)), []);
  await page.close();
}

const all = shelve();
run("catalog", books, "-o", site, "--title", "The Harbour Shelf", "-q");
const { browser, axe } = await launch(wishes.tools);
const [plain, hosted] = await host(site);
const [server, served] = await serve("--keep", path.join(place, "kept"));
try {
  await checkPage(browser, axe, hosted, "on a plain host", all);
  await checkPage(browser, axe, served, "served", all);
  await checkWorkshop(browser, axe, served);
  const client = [path.join(import.meta.dirname, "client.mjs"), "--tools", wishes.tools, "--books", books];
  for (const address of [hosted, served]) {
    const said = await new Promise((resolve) => {
      const child = spawn(process.execPath, [...client, `${address}opds.xml`, `${address}opds.json`], { stdio: ["ignore", "pipe", "inherit"] });
      let text = "";
      child.stdout.on("data", (bytes) => (text += bytes));
      child.on("exit", (code) => resolve({ code, text }));
    });
    check(`another's OPDS library walks ${address} and downloads every book`, said.code === 0 || said.text);
    console.log(said.text.trim());
  }
} finally {
  await browser.close();
  plain.close();
  server.removeAllListeners("exit");
  server.kill("SIGINT");
  await new Promise((resolve) => server.on("exit", resolve));
  fs.rmSync(place, { recursive: true, force: true });
}
sumUp();
