// An event that stood on this page before it became too long for one: go to the page that has it now.
import { address, load } from "./records.js";

export async function follow(root, id) {
  try {
    const homes = await load(address(root, `data/homes/${id.at(-1)}.json`));
    if (homes[id]) location.replace(address(root, `${homes[id]}#${id}`));
  } catch {
    // no event has such an id
  }
}
