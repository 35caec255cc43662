// What the page of `storybind inspect --format html` does: shows the reasons of the decision that is asked about, steps
// through the places worth a look, copies corrections. The page can be read without it.
//
// Everything it shows is text: no words of a story ever become markup here.
"use strict";

const story = document.getElementById("story");
const panel = document.getElementById("reasons");
const decision = document.getElementById("decision");
const help = document.getElementById("help");
const contents = document.querySelector("nav details");

// ---- what is known ----

/** What the page holds as JSON, read when it is first asked for: a long story has much of it. */
const read = (id) => JSON.parse(document.getElementById(id).textContent);

/** A map from lines to all the rest that is known of them. */
const byLine = (entries) => new Map(entries.map(([line, ...rest]) => [line, rest]));

let decisions;

function knowledge() {
  if (!decisions) {
    decisions = read("decisions");
    decisions.elements = byLine(decisions.elements);
    decisions.looks = byLine(decisions.looks);
  }
  return decisions;
}

let mending;

function corrections() {
  if (!mending) {
    mending = read("corrections");
    mending.anchors = byLine(mending.anchors);
  }
  return mending;
}

/** What was decided about the element that begins at a line, and the cues on both sides. */
function decided(line) {
  const { cues, sentences, elements, prose } = knowledge();
  const entry = elements.get(line);
  if (!entry) {
    return { what: prose[0], sureness: prose[1], remark: prose[2], pro: [], contra: [] };
  }
  const [what, sureness, pro, contra = []] = entry;
  const spoken = (pairs) => {
    const list = [];
    for (let at = 0; at < pairs.length; at += 2) {
      const [name, weight, role, why] = cues[pairs[at]];
      list.push({ name, weight, role, why, line: pairs[at + 1] });
    }
    return list;
  };
  const remark = pro.length === 0 && sentences[what] === prose[0] ? prose[2] : "";
  return { what: sentences[what], sureness: sentences[sureness], remark, pro: spoken(pro), contra: spoken(contra) };
}

// ---- places ----

const lineOf = (paragraph) => Number(paragraph.id);

/** The box that belongs to a paragraph: its element, or itself where it is plain prose. */
const boxOf = (paragraph) => paragraph.closest(".element") ?? paragraph;

const firstOf = (box) => (box.matches("p") ? box : box.querySelector("p"));

/** "Line 4", "Lines 4 to 9": from the first line of a box to its last. */
function linesOf(box) {
  const paragraphs = box.matches("p") ? [box] : box.querySelectorAll("p");
  const last = paragraphs[paragraphs.length - 1];
  const first = lineOf(paragraphs[0]);
  // A break of empty lines holds a line end for each of them; no other paragraph ends with one.
  const end = lineOf(last) + last.textContent.replace(/\n$/u, "").split("\n").length - 1;
  return end > first ? `Lines ${first} to ${end}` : `Line ${first}`;
}

/** The paragraph that holds a line: one begins there, or the last one that begins above. */
function paragraphAt(line) {
  for (let at = line; at > 0; at -= 1) {
    const found = document.getElementById(String(at));
    if (found) {
      return found;
    }
  }
  return null;
}

/** What is chosen: a paragraph of the story. */
let chosen = null;

function choose(paragraph, { focus = true } = {}) {
  if (!paragraph) {
    return;
  }
  const box = boxOf(paragraph);
  document.querySelector(".now")?.classList.remove("now");
  box.classList.add("now");
  chosen = paragraph;
  show(paragraph, box);
  count(paragraph);
  remember("#" + paragraph.id);
  if (focus) {
    // Focus goes to the label, or to a paragraph that has none, so that the page can be stepped through by ear.
    const target = box.querySelector("button") ?? box;
    if (target === box) {
      box.tabIndex = -1;
    }
    target.setAttribute("aria-describedby", "said");
    target.focus({ preventScroll: true });
    paragraph.scrollIntoView();
  }
}

function leave() {
  document.querySelector(".now")?.classList.remove("now");
  chosen = null;
  decision.hidden = true;
  decision.replaceChildren();
  help.hidden = false;
  remember(location.pathname + location.search);
}

let remembering;

/** Puts what is chosen into the address, once stepping rests: browsers refuse more than a few changes a second. */
function remember(address) {
  clearTimeout(remembering);
  remembering = setTimeout(() => history.replaceState(null, "", address), 200);
}

// ---- steps ----

/** Steps through paragraphs in the order of the story, from what is chosen or else from what is shown. */
function step(paragraphs, direction) {
  if (paragraphs.length === 0) {
    return;
  }
  const here = chosen ? lineOf(chosen) : lineShown() - (direction > 0 ? 1 : 0);
  const ahead = direction > 0 ? paragraphs.find((p) => lineOf(p) > here) : paragraphs.findLast((p) => lineOf(p) < here);
  choose(ahead ?? paragraphs.at(direction > 0 ? 0 : -1));
}

/** The first line on the screen. */
function lineShown() {
  const top = document.querySelector("header").getBoundingClientRect().bottom;
  const chunks = [...story.querySelectorAll(".chunk")];
  const chunk = chunks.find((c) => c.getBoundingClientRect().bottom > top);
  const paragraph = [...(chunk?.querySelectorAll("p") ?? [])].find((p) => p.getBoundingClientRect().bottom > top);
  return paragraph ? lineOf(paragraph) : 1;
}

const looks = () => [...knowledge().looks.keys()].map((line) => document.getElementById(String(line)));
const labelled = () => [...story.querySelectorAll(".element")].map(firstOf);
const all = () => [...story.querySelectorAll(".element, .chunk > p")].map(firstOf);

/** Says which of the places worth a look is chosen. */
function count(paragraph) {
  const place = looks().indexOf(paragraph);
  const said = document.getElementById("step");
  if (place >= 0) {
    said.textContent = `${place + 1} of ${knowledge().looks.size} worth a look`;
  }
}

// ---- reasons ----

/** An element with its class and what is in it: texts and elements. */
function make(tag, kind, ...inside) {
  const made = document.createElement(tag);
  if (kind) {
    made.className = kind;
  }
  made.append(...inside);
  return made;
}

function button(words, does, kind = "") {
  const made = make("button", kind, ...words);
  made.type = "button";
  made.addEventListener("click", does);
  return made;
}

/** A key that a button answers to. */
const key = (name) => make("kbd", "", name);

function show(paragraph, box) {
  const { what, sureness, remark, pro, contra } = decided(lineOf(firstOf(box)));
  const look = knowledge().looks.get(lineOf(paragraph));
  const parts = [
    button(["Close ", key("Esc")], leave, "close"),
    make("h2", "", linesOf(box)),
    make("p", "", make("strong", "", what[0].toUpperCase() + what.slice(1) + ".")),
  ];
  if (look) {
    const [sentence, alike] = look;
    const same = alike.length > 0 ? [" So could ", ...lineLinks(alike), "."] : [];
    parts.push(make("p", "worth", `Worth a look: ${sentence}.`, ...same));
  }
  const said = make("p", "", sureness.replace(" %", "\u00a0%") + (remark ? " " + remark : ""));
  said.id = "said";
  parts.push(said);
  parts.push(...cueList("What speaks for it", pro), ...cueList("What speaks against it, or for something else", contra));
  parts.push(...correction(lineOf(look ? paragraph : firstOf(box)), look !== undefined));
  decision.replaceChildren(...parts);
  decision.hidden = false;
  help.hidden = true;
  panel.scrollTop = 0;
}

/** A list of cues, each once, with the lines it held on. */
function cueList(title, cues) {
  if (cues.length === 0) {
    return [];
  }
  const lines = new Map();
  for (const cue of cues) {
    lines.set(cue.name, [...(lines.get(cue.name) ?? []), cue]);
  }
  const items = [...lines.values()].map((held) => {
    const { name, weight, role, why } = held[0];
    const links = lineLinks(held.map((cue) => cue.line));
    const about = make("small", "", `${weight < 0 ? "against" : "for"} ${role}, `, ...links, ` · ${name}`);
    return make("li", "", make("b", "", weight < 0 ? `−${-weight}` : `+${weight}`), make("span", "", why + " ", about));
  });
  return [make("h2", "", title), make("ul", "cues", ...items)];
}

/** "line 4", "lines 4, 5, 6 and 9 more", each a link. */
function lineLinks(all) {
  const links = all.slice(0, 8).flatMap((line, at) => {
    const link = make("a", "", String(line));
    link.href = "#" + line;
    return at === 0 ? [link] : [", ", link];
  });
  const more = all.length > 8 ? ` and ${all.length - 8} more` : "";
  return [all.length > 1 ? "lines " : "line ", ...links, more];
}

// ---- corrections ----

/** What to paste where a decision is wrong: what the element is gets chosen, the words that mean it are known. */
function correction(line, isLook) {
  const { anchors, lead, choices, spaces } = corrections();
  const [anchor, isSpace, rival] = anchors.get(line) ?? [];
  if (!anchor) {
    return [];
  }
  const offered = isSpace ? spaces : choices;
  const select = make("select", "", new Option("…", ""), ...offered.map(([name, lines]) => new Option(name, lines)));
  // Where a person is asked to look, the other reading is proposed.
  select.selectedIndex = isLook ? rival + 1 : 0;
  const block = make("pre", "");
  block.id = "correction";
  block.tabIndex = 0;
  const copied = make("span", "");
  copied.role = "status";
  const copy = button(["Copy ", key("c")], () => copyText(block, copied));
  copy.id = "copy";
  const where = make("p", "", "Paste this into ", make("code", "", "storybind.toml"), " beside the story:");
  const paste = make("div", "", where, block, copy, " ", copied);
  const write = () => {
    paste.hidden = select.value === "";
    block.textContent = lead + anchor + select.value;
    copied.textContent = "";
  };
  select.addEventListener("change", write);
  write();
  return [make("h2", "", "If it is something else"), make("p", "", make("label", "", "It is ", select)), paste];
}

/** Copies a text, or marks it where the browser lets no page write to the clipboard. */
async function copyText(block, said) {
  try {
    await navigator.clipboard.writeText(block.textContent);
    said.textContent = "Copied.";
  } catch {
    getSelection().selectAllChildren(block);
    said.textContent = "Marked: copy it as you copy other text.";
  }
}

// ---- what a person does ----

story.addEventListener("click", (event) => {
  const label = event.target.closest(".element > button");
  const paragraph = label ? firstOf(label.parentElement) : event.target.closest("p");
  // Whoever marks words to copy them does not ask about them.
  if (paragraph && (label || getSelection().isCollapsed)) {
    choose(paragraph, { focus: false });
  }
});

story.addEventListener("focusin", (event) => {
  const box = event.target.closest(".element");
  if (box && event.target.matches(":focus-visible") && !box.classList.contains("now")) {
    choose(firstOf(box), { focus: false });
  }
});

document.getElementById("next")?.addEventListener("click", () => step(looks(), 1));
document.getElementById("previous")?.addEventListener("click", () => step(looks(), -1));

const KEYS = {
  n: () => step(looks(), 1),
  p: () => step(looks(), -1),
  j: () => step(labelled(), 1),
  k: () => step(labelled(), -1),
  J: () => step(all(), 1),
  K: () => step(all(), -1),
  c: () => document.querySelector("div:not([hidden]) > #copy")?.click(),
  Escape: leave,
};

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("select, textarea, input:not([type=checkbox])");
  const isWanted = event.key === "Escape" || document.getElementById("keys").checked;
  if (KEYS[event.key] && isWanted && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    KEYS[event.key]();
  }
});

// An address with a line opens there, with its reasons; so do the links of the outline, which may lead where one is.
function follow() {
  const line = Number(location.hash.slice(1));
  if (Number.isInteger(line) && line > 0) {
    choose(paragraphAt(line));
  }
}

addEventListener("hashchange", follow);
follow();

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (link && link.hash === location.hash) {
    follow();
  }
});

// Where there is no column for the outline, it is folded away until it is wanted.
const narrow = matchMedia("screen and (max-width: 82rem)");
const fold = () => {
  contents.open = !narrow.matches;
};
narrow.addEventListener("change", fold);
addEventListener("beforeprint", () => {
  contents.open = true;
});
fold();
