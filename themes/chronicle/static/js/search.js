// The search page: one form over the whole chronology, and Pagefind's full text beside it where its index exists.
import { filters, plain } from "./filter.js";
import { folder } from "./url.js";

const MOST = 200;

export async function search(root) {
  const form = root.querySelector("form");
  const list = root.querySelector(".results");
  const output = root.querySelector("output");
  const home = folder(root.dataset.root);
  const data = await (await fetch(root.dataset.index)).json();
  const run = filters(form, records(data), (kept, asked) => {
    list.replaceChildren(...(asked ? kept.slice(0, MOST).map((record) => entry(record, home)) : []));
    output.textContent = asked ? output.dataset.events.replace("0", kept.length) : "";
    list.nextElementSibling.hidden = asked;
    if (root.dataset.pagefind) more(root, form.elements.q.value.trim());
  });
  run();
}

function records({ names, events }) {
  const name = (indices) => indices.map((i) => names[i]);
  return events.map(([url, title, date, text, start, end, status, timeline, tag, actor, place, source]) => ({
    url, title, date, start, end, status: status.split(" "), text: plain(`${title} ${date} ${text} ${name([...tag, ...actor, ...place]).join(" ")}`),
    timeline: name(timeline), tag: name(tag), actor: name(actor), place: name(place), source: name(source),
  }));
}

function make(tag, className, ...children) {
  const el = document.createElement(tag);
  if (className) el.className = className;
  el.append(...children);
  return el;
}

function entry({ url, title, date }, root) {
  const link = make("a", "", title);
  link.href = root + url;
  return make("li", "event brief", make("p", "when", date), make("h3", "", link));
}

let engine;
async function more(root, query) {
  const list = root.querySelector(".texts");
  list.hidden = !query;
  if (!query) return;
  try {
    engine ??= await import(new URL(`${root.dataset.pagefind}pagefind.js`, location.href).href);
    const found = await engine.search(query);
    const texts = await Promise.all(found.results.slice(0, 12).map((result) => result.data()));
    const items = texts.map((text) => {
      const link = make("a", "", text.meta.title ?? text.url);
      link.href = text.url;
      const quote = make("p", "summary");
      for (const [i, part] of text.excerpt.split(/<\/?mark>/).entries()) quote.append(i % 2 ? make("mark", "", decode(part)) : decode(part));
      return make("li", "", make("h3", "", link), quote);
    });
    list.querySelector("ol").replaceChildren(...items);
    list.hidden = !items.length;
  } catch {
    root.dataset.pagefind = "";
    list.hidden = true;
  }
}

/** Excerpts come as HTML; only their text is used. */
function decode(html) {
  return new DOMParser().parseFromString(html, "text/html").body.textContent;
}
