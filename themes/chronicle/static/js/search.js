// The search page: one form over the whole chronology, and Pagefind's full text beside it where its index exists.
import { filters } from "./filter.js";
import { FACETS, address, load, plain } from "./records.js";

const MOST = 200;

export async function search(root) {
  const [form, list, texts, output] = ["form", ".results", ".texts", "output"].map((what) => root.querySelector(what));
  const home = address(root.dataset.root, ".");
  const run = filters(form, fromSearch(await load(root.dataset.index)), (kept, asked) => {
    list.replaceChildren(...(asked ? kept.slice(0, MOST) : []).map((one) => item(home + one.url, one.title, one.date)));
    output.textContent = asked ? output.dataset.events.replace("0", kept.length) : "";
    list.nextElementSibling.hidden = asked;
    inTexts(texts, home, root.dataset.pagefind, form.elements.q.value.trim());
  });
  run();
}

function fromSearch({ names, events, facets }) {
  return events.map(([url, title, date, text, start, end, status], row) => {
    const record = { url, title, date, start, end, status: status.split(" ") };
    FACETS.forEach((facet, i) => (record[facet] = facets[i][row].map((n) => names[n])));
    record.text = plain([title, date, text, ...record.tag, ...record.actor, ...record.place].join(" "));
    return record;
  });
}

function make(tag, className, ...children) {
  const el = document.createElement(tag);
  el.className = className;
  el.append(...children);
  return el;
}

function item(url, title, when, quote = "") {
  const link = make("a", "", title);
  link.href = url;
  link.dir = "auto";
  return make("li", "event brief", make("p", "when", when), make("h3", "", link), quote);
}

async function inTexts(section, home, pagefind, query) {
  section.hidden = true;
  if (!query) return;
  try {
    const engine = await import(new URL(`${pagefind}pagefind.js`, location.href).href);
    await engine.options({ baseUrl: new URL(home).pathname });
    const { results } = await engine.search(query);
    const found = await Promise.all(results.slice(0, 12).map((result) => result.data()));
    section.querySelector("ol").replaceChildren(...found.map((text) => item(text.url, text.meta.title, "", quote(text.excerpt))));
    section.hidden = !found.length;
  } catch {
    // there is no such index: the events' own texts are all there is to search
  }
}

/** An excerpt is HTML with marks; only its text and the marks are taken. */
function quote(html) {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  return make("p", "summary", ...Array.from(body.childNodes, (node) => (node.nodeName === "MARK" ? make("mark", "", node.textContent) : node.textContent)));
}
