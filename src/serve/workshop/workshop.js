// A story dropped on the page: it is read by the server, looked at, corrected, taken as a book. All words of it are put
// into the page as text; its report is shown in a frame that can do nothing here.
"use strict";

{
  const $ = (id) => document.getElementById(id);
  const workshop = $("workshop");
  const token = workshop.dataset.token;
  let id = null;
  let suggestions = "";

  /** Asks the server. What it says of an error is shown as it is. */
  async function ask(method, address, body) {
    let answer;
    try {
      answer = await fetch(address, { method, body, headers: { "X-Storybind-Token": token } });
    } catch {
      throw new Error("The server does not answer.");
    }
    if (answer.status === 204) {
      return null;
    }
    if (answer.status === 413) {
      throw new Error("The story is larger than this server takes.");
    }
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    const said = isJson ? await answer.json() : { error: `The server says ${answer.status}.` };
    if (!answer.ok) {
      throw new Error(said.error);
    }
    return said;
  }

  function tell(words) {
    $("told").textContent = words;
  }

  /** Does what a person asked for, and says what went wrong. */
  async function attempt(words, work) {
    workshop.setAttribute("aria-busy", "true");
    tell(words);
    try {
      tell((await work()) ?? "");
    } catch (error) {
      tell(error.message);
    }
    workshop.removeAttribute("aria-busy");
  }

  function show(draft) {
    id = draft.id;
    suggestions = draft.suggestions;
    $("draft").hidden = false;
    const authors = draft.authors.length ? ` by ${draft.authors.join(", ")}` : "";
    $("draft-title").textContent = draft.title + authors;
    $("found").textContent = draft.found;
    $("unsaid").textContent = draft.unsaid ?? "";
    $("unsaid").hidden = !draft.unsaid;
    $("report").src = `workshop/${id}/report?${Date.now()}`;
    $("take").href = `workshop/${id}/book`;
    $("suggest").hidden = !suggestions;
    $("misfits").replaceChildren(...draft.misfits.map((words) => Object.assign(document.createElement("li"), { textContent: words })));
  }

  const take = (file) => attempt(`Reading ${file.name} …`, async () => {
    const draft = await ask("POST", `workshop?name=${encodeURIComponent(file.name)}`, file);
    $("corrections").value = "";
    show(draft);
    $("draft-title").focus();
  });

  $("story").addEventListener("change", () => $("story").files[0] && take($("story").files[0]));
  $("again").addEventListener("click", () => attempt("Reading …", async () => {
    show(await ask("POST", `workshop/${id}/corrections`, $("corrections").value));
    return "The story was read again.";
  }));
  $("suggest").addEventListener("click", () => {
    const written = $("corrections").value;
    $("corrections").value = written + (written && !written.endsWith("\n") ? "\n" : "") + suggestions;
    $("corrections").focus();
  });
  $("keep").hidden = workshop.dataset.keep !== "yes";
  $("keep").addEventListener("click", () => attempt("Binding …", async () => {
    const { file } = await ask("POST", `workshop/${id}/keep`);
    return `${file} is on the shelf. Load the page again to see it.`;
  }));
  $("close").addEventListener("click", () => attempt("", async () => {
    await ask("DELETE", `workshop/${id}`);
    $("draft").hidden = true;
    $("report").removeAttribute("src");
    $("story").value = "";
    $("story").focus();
    return "Nothing of the story is held any more.";
  }));

  // A file that is dropped anywhere on the page is meant for the workshop; the browser would leave the page for it.
  let depth = 0;
  const hasFile = (event) => event.dataTransfer?.types.includes("Files");
  const mark = (change) => {
    depth = Math.max(0, depth + change);
    $("drop").classList.toggle("over", depth > 0);
  };
  addEventListener("dragenter", (event) => {
    if (hasFile(event)) {
      $("bench").open = true;
      mark(1);
    }
  });
  addEventListener("dragleave", (event) => hasFile(event) && mark(-1));
  addEventListener("dragover", (event) => hasFile(event) && event.preventDefault());
  addEventListener("drop", (event) => {
    if (hasFile(event)) {
      event.preventDefault();
      mark(-depth);
      const [file] = event.dataTransfer.files;
      if (file) {
        take(file);
      }
    }
  });
}
