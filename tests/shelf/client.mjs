// Walks a catalogue as an e-reader does, with the OPDS library of Thorium Reader (r2-opds-js), and downloads every book.
//
// usage: node tests/shelf/client.mjs --tools DIR --books FOLDER ADDRESS...
//
// An address is a root feed, of OPDS 1.2 or 2.0. From each, all feeds that can be reached are read by that library, and
// every book is fetched and compared with the files of the folder.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { parseArgs } from "node:util";

const { values: wishes, positionals: addresses } = parseArgs({
  options: { tools: { type: "string" }, books: { type: "string" } },
  allowPositionals: true,
});
const require = createRequire(path.join(path.resolve(wishes.tools), "opds/package.json"));
const from = (file) => require(`r2-opds-js/dist/es8-es2017/src/opds/${file}`);
const { initGlobalConverters_OPDS, initGlobalConverters_GENERIC } = from("init-globals");
const { convertOpds1ToOpds2 } = from("converter");
const { OPDS } = from("opds1/opds");
const { OPDSFeed } = from("opds2/opds2");
const { XML } = require("r2-utils-js/dist/es8-es2017/src/_utils/xml-js-mapper");
const { TaJsonDeserialize } = require("r2-lcp-js/dist/es8-es2017/src/serializable");
const { DOMParser } = require("@xmldom/xmldom");
initGlobalConverters_OPDS();
initGlobalConverters_GENERIC();

const ACQUISITION = "http://opds-spec.org/acquisition/open-access";
const wrong = [];

/** Reads a feed of either kind. */
async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) {
    wrong.push(`${address}: ${answer.status}`);
    return null;
  }
  const text = await answer.text();
  if (new URL(address).pathname.endsWith(".json")) {
    return TaJsonDeserialize(JSON.parse(text), OPDSFeed);
  }
  const xml = new DOMParser({ onError: (level, message) => wrong.push(`${address}: ${level}: ${message}`) }).parseFromString(text, "text/xml");
  return convertOpds1ToOpds2(XML.deserialize(xml, OPDS));
}

const has = (link, relation) => (link.Rel ?? []).includes(relation);

/** All feeds that can be reached from a root, and all books in them. */
async function walk(root) {
  const [waiting, seen, books] = [[root], new Set([root]), new Map()];
  let titles = 0;
  while (waiting.length > 0) {
    const address = waiting.pop();
    const feed = await read(address);
    if (!feed) {
      continue;
    }
    titles += feed.Metadata?.Title ? 1 : 0;
    const ways = [...(feed.Navigation ?? []), ...(feed.Links ?? []).filter((link) => has(link, "next"))];
    for (const group of feed.Groups ?? []) {
      ways.push(...(group.Navigation ?? []));
    }
    for (const way of ways) {
      const next = new URL(way.Href, address).href;
      if (!seen.has(next)) {
        seen.add(next);
        waiting.push(next);
      }
    }
    for (const publication of feed.Publications ?? []) {
      const link = (publication.Links ?? []).find((it) => has(it, ACQUISITION));
      if (!link || link.TypeLink !== "application/epub+zip" || !publication.Metadata?.Title) {
        wrong.push(`${address}: ${publication.Metadata?.Title}: nothing to download`);
        continue;
      }
      const images = (publication.Images ?? []).map((image) => new URL(image.Href, address).href);
      books.set(new URL(link.Href, address).href, images);
    }
  }
  return { feeds: seen.size, titles, books };
}

function files(folder) {
  return fs.readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.toLowerCase().endsWith(".epub"))
    .map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name)));
}

const wanted = files(wishes.books).map((bytes) => bytes.toString("latin1")).sort();
for (const address of addresses) {
  const { feeds, titles, books } = await walk(address);
  const got = [];
  let images = 0;
  for (const [book, pictures] of books) {
    const answer = await fetch(book);
    got.push(Buffer.from(await answer.arrayBuffer()).toString("latin1"));
    for (const picture of pictures) {
      const bytes = Buffer.from(await (await fetch(picture)).arrayBuffer());
      const isPicture = bytes.subarray(1, 4).toString() === "PNG" || bytes.subarray(0, 2).toString("hex") === "ffd8";
      if (!isPicture) {
        wrong.push(`${picture}: no picture`);
      }
      images += 1;
    }
  }
  got.sort();
  if (got.length !== wanted.length || got.some((bytes, at) => bytes !== wanted[at])) {
    wrong.push(`${address}: ${got.length} books, not the ${wanted.length} of the folder, or not the same bytes`);
  }
  if (titles !== feeds) {
    wrong.push(`${address}: ${feeds - titles} of ${feeds} feeds have no title`);
  }
  console.log(`${address}: ${feeds} feeds read, ${got.length} books and ${images} pictures downloaded`);
}
wrong.slice(0, 20).forEach((line) => console.log(line));
process.exit(wrong.length > 0 || wanted.length === 0 ? 1 : 0);
