// The page of a shelf: books are asked for once, searched here, and shown as far as somebody scrolls. All words of books
// are put into the page as text, never as markup.
"use strict";

const [TITLE, AUTHORS, SERIES, PLACE, FANDOMS, RATING, WORDS, DAY, ADDRESS, THUMBNAIL, ABOUT, BYTES, LANGUAGE] = Array(13).keys();

/** Books that are put into the page at a time. */
const STEP = 60;
/** Words of a story: what the filter offers. */
const LENGTHS = [[0, 7_500], [7_500, 20_000], [20_000, 60_000], [60_000, 120_000], [120_000, Infinity]];
const SORTS = { newest: "Newest first", title: "Title", author: "Author", short: "Shortest first", long: "Longest first" };

const $ = (id) => document.getElementById(id);
const count = new Intl.NumberFormat("en");
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
const folded = (text) => text.normalize("NFC").toLowerCase();

let shelf;
let rows = [];
let shown = [];
let isDrawn = 0;

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** One book as a card. */
function card(book) {
  const authors = book[AUTHORS].map((number) => shelf.authors[number]);
  const name = authors.join(", ");
  const cover = element("a", { className: "cover", href: book[ADDRESS], tabIndex: -1 });
  cover.setAttribute("aria-hidden", "true");
  if (book[THUMBNAIL]) {
    cover.append(element("img", { src: book[THUMBNAIL], alt: "", loading: "lazy", decoding: "async" }));
  } else {
    let sum = 0;
    for (const letter of name || book[TITLE]) {
      sum = (sum * 31 + letter.codePointAt(0)) % 4_093;
    }
    cover.classList.add("cloth", `hue${sum % 8}`);
    cover.append(element("b", { textContent: book[TITLE] }), ...(name ? [element("span", { textContent: name })] : []));
  }
  const title = element("a", { href: book[ADDRESS], textContent: book[TITLE] });
  const item = element("li", {}, cover, element("h2", {}, title));
  if (book[LANGUAGE]) {
    title.lang = book[LANGUAGE];
  }
  title.dir = "auto";
  const names = element("p", { className: "names" });
  book[AUTHORS].forEach((number, at) => names.append(at ? ", " : "", chooser("author", number, shelf.authors[number])));
  item.append(names);
  if (book[SERIES] >= 0) {
    const place = book[PLACE] ? `, ${book[PLACE]}` : "";
    item.append(element("p", { className: "names" }, chooser("series", book[SERIES], shelf.series[book[SERIES]] + place)));
  }
  const facts = [
    ...book[FANDOMS].map((number) => shelf.fandoms[number]),
    book[RATING] >= 0 ? shelf.ratings[book[RATING]] : "",
    book[WORDS] ? `${count.format(book[WORDS])} words` : "",
  ];
  item.append(element("p", { textContent: facts.filter(Boolean).join(" · ") }));
  const more = [book[ABOUT], [book[DAY], size(book[BYTES])].filter(Boolean).join(" · ")].filter(Boolean);
  const summary = element("summary", { textContent: "About" });
  summary.setAttribute("aria-label", `About ${book[TITLE]}`);
  item.append(element("details", {}, summary, ...more.map((textContent) => element("p", { textContent, dir: "auto" }))));
  return item;
}

function size(bytes) {
  const mega = bytes / 1_000_000;
  return mega < 0.1 ? `${Math.max(1, Math.round(bytes / 1_000))} KB` : `${mega.toFixed(1)} MB`;
}

/** A name that, pressed, shows what else has it. */
function chooser(id, number, textContent) {
  const button = element("button", { type: "button", textContent, dir: "auto" });
  button.addEventListener("click", () => {
    $("filters").reset();
    $(id).value = String(number);
    $("more").open = true;
    choose();
    $(id).focus();
  });
  return button;
}

/** The books that the filters leave, in the order that is asked for. */
function chosen() {
  const terms = folded($("words").value).split(/\s+/).filter(Boolean);
  const number = (id) => ($(id).value === "" ? -1 : Number($(id).value));
  const [author, series, fandom, rating, length] = ["author", "series", "fandom", "rating", "length"].map(number);
  const [least, most] = LENGTHS[length] ?? [];
  const found = rows.filter(({ book, words }) =>
    terms.every((term) => words.includes(term)) &&
    (author < 0 || book[AUTHORS].includes(author)) &&
    (series < 0 || book[SERIES] === series) &&
    (fandom < 0 || book[FANDOMS].includes(fandom)) &&
    (rating < 0 || book[RATING] === rating) &&
    (length < 0 || (book[WORDS] > 0 && book[WORDS] >= least && book[WORDS] < most)));
  const place = (book) => Number.parseFloat(book[PLACE]) || Infinity;
  const first = (book) => book[AUTHORS][0] ?? Infinity;
  const unknownLast = (words) => words || Infinity;
  const orders = {
    title: (a, b) => collator.compare(a[TITLE], b[TITLE]),
    author: (a, b) => first(a) - first(b) || collator.compare(a[TITLE], b[TITLE]),
    short: (a, b) => unknownLast(a[WORDS]) - unknownLast(b[WORDS]),
    long: (a, b) => b[WORDS] - a[WORDS],
  };
  const asked = $("sort").value;
  const order = series >= 0 && asked === "newest" ? (a, b) => place(a) - place(b) : orders[asked];
  const books = found.map(({ book }) => book);
  return order ? books.sort((a, b) => order(a, b) || 0) : books;
}

/** Shows what the filters leave, from the beginning. */
function choose() {
  shown = chosen();
  isDrawn = 0;
  $("books").replaceChildren();
  draw();
  const of = shown.length === rows.length ? "" : ` of ${count.format(rows.length)}`;
  $("count").textContent = `${count.format(shown.length)}${of} ${rows.length === 1 ? "book" : "books"}`;
  $("end").textContent = shown.length ? "" : rows.length ? "No book is like that." : "There are no books here yet.";
  remember();
}

function draw() {
  const next = shown.slice(isDrawn, isDrawn + STEP);
  isDrawn += next.length;
  $("books").append(...next.map(card));
}

/** What is chosen stands in the address, so that it can be kept and sent. */
function remember() {
  const wishes = new URLSearchParams();
  for (const [name, value] of new FormData($("filters"))) {
    if (value !== "" && !(name === "sort" && value === "newest")) {
      const names = { author: shelf.authors, series: shelf.series, fandom: shelf.fandoms, rating: shelf.ratings }[name];
      wishes.set(name, names ? names[value] : value);
    }
  }
  const query = wishes.toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
}

function recall() {
  const wishes = new URLSearchParams(location.search);
  $("words").value = wishes.get("q") ?? "";
  for (const [id, names] of [["author", shelf.authors], ["series", shelf.series], ["fandom", shelf.fandoms], ["rating", shelf.ratings]]) {
    const number = names.indexOf(wishes.get(id));
    $(id).value = number < 0 ? "" : String(number);
  }
  for (const id of ["length", "sort"]) {
    if ([...$(id).options].some((option) => option.value === wishes.get(id))) {
      $(id).value = wishes.get(id);
    }
  }
  $("more").open = [...wishes.keys()].some((name) => name !== "q");
}

function offer(id, entries, all) {
  if (all) {
    $(id).append(new Option(all, ""));
  }
  entries.forEach(([value, name]) => $(id).append(new Option(name, value)));
  $(id).parentElement.hidden = entries.length === 0;
}

function fill() {
  const numbered = (names) => names.map((name, number) => [String(number), name]);
  offer("author", numbered(shelf.authors), "All");
  offer("series", numbered(shelf.series), "All");
  offer("fandom", numbered(shelf.fandoms), "All");
  offer("rating", numbered(shelf.ratings), "All");
  const hasWords = shelf.books.some((book) => book[WORDS] > 0);
  const named = LENGTHS.map(([least, most], number) => {
    const name = most === Infinity ? `${count.format(least)} words and more` : least ? `${count.format(least)} to ${count.format(most)}` : `up to ${count.format(most)} words`;
    return [String(number), name];
  });
  offer("length", hasWords ? named : [], "Any");
  offer("sort", Object.entries(SORTS));
}

function take(list) {
  shelf = list;
  rows = shelf.books.map((book) => {
    const names = [...book[AUTHORS].map((n) => shelf.authors[n]), ...book[FANDOMS].map((n) => shelf.fandoms[n])];
    return { book, words: folded([book[TITLE], shelf.series[book[SERIES]] ?? "", ...names].join("\n")) };
  });
}

async function begin() {
  let answer;
  try {
    answer = await fetch("books.json");
  } catch {
    answer = { ok: false };
  }
  if (!answer.ok) {
    const isFile = location.protocol === "file:";
    const why = isFile ? "Browsers let no page that is opened from a disk read its list of books. Put this folder on a web host, or run “storybind serve” on the folder of the books." : "The list of books could not be had. Load the page once more.";
    $("end").replaceChildren(why);
    return;
  }
  take(await answer.json());
  fill();
  recall();
  choose();
  const filters = $("filters");
  let waiting;
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(choose, 120);
  });
  filters.addEventListener("reset", () => setTimeout(choose));
  new IntersectionObserver((seen) => seen.some((it) => it.isIntersecting) && isDrawn < shown.length && draw(), { rootMargin: "1200px" })
    .observe($("end"));
}

$("opds").href = new URL("opds.xml", location.href).href;
begin();
