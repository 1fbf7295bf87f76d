// Elements, and when something is done about what is typed into a box.

/** Milliseconds of quiet before a screen reader is told, so that it is not interrupted by each letter. */
export const HUSH = 500;

/** An element with attributes and children. Texts become text nodes, never markup. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** Call `changed(text)` whenever the text of a box has changed, but never in the midst of composing a character. */
export function listen(input, changed) {
  let last = input.value;
  const look = () => {
    if (input.value === last) return;
    last = input.value;
    changed(input.value);
  };
  input.addEventListener("input", (event) => {
    if (!event.isComposing) look();
  });
  input.addEventListener("compositionend", look);
  return (text) => {
    last = text;
    input.value = text;
  };
}

/** Run `act` once things have been quiet for a while; `act.cancel()` drops a run that still waits. */
export function calm(act, milliseconds) {
  let timer = 0;
  const later = (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...values), milliseconds);
  };
  later.cancel = () => clearTimeout(timer);
  return later;
}
