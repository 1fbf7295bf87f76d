// Reading without a network: pages once seen are kept by sw.js on this device. The reader can turn it off.

const KEY = "archive-offline";
const root = new URL("../", import.meta.url);
const able = "serviceWorker" in navigator && "caches" in globalThis;
const NONE = "还没有存下网页。";
const UNABLE = "这个浏览器不能保存网页。";

/** Whether pages may be kept. A browser that cannot remember a refusal keeps nothing. */
export function wanted() {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return false;
  }
}

/** Keep this page and what it has loaded; done when the worker says that they are kept. */
export async function keep() {
  if (!able || !wanted() || navigator.connection?.saveData) return;
  try {
    await navigator.serviceWorker.register(new URL("sw.js", root));
    const { active } = await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    const { port1, port2 } = new MessageChannel();
    const answered = new Promise((answer) => (port1.onmessage = answer));
    active.postMessage({ keep: [location.href, ...loaded] }, [port2]);
    await answered;
  } catch {
    // A browser that keeps nothing reads with the network.
  }
}

/** Forget every kept page, and keep no more until the reader wants it again. */
async function forget() {
  const found = await navigator.serviceWorker.getRegistration(root);
  found?.active?.postMessage({ forget: true });
  await found?.unregister();
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("archive-")).map((name) => caches.delete(name)));
}

/** [address, title] of every kept page, by title. */
async function pages() {
  const found = [];
  for (const name of (await caches.keys()).filter((one) => one.startsWith("archive-"))) {
    const store = await caches.open(name);
    for (const request of (await store.keys()).filter(({ url }) => url.startsWith(root.href) && url.endsWith("/"))) {
      const text = await (await store.match(request)).text();
      found.push([request.url, new DOMParser().parseFromString(text, "text/html").title.split(" - ")[0]]);
    }
  }
  return found.sort(([, left], [, right]) => left.localeCompare(right, "zh"));
}

/** The settings on the page about/offline/: a switch, the page that could not be opened, and what is kept once `kept` is. */
export function start(place, kept) {
  if (!able) {
    place.textContent = UNABLE;
    return;
  }
  const make = (name, values = {}, ...children) => {
    const node = Object.assign(document.createElement(name), values);
    node.append(...children);
    return node;
  };
  const input = make("input", { type: "checkbox", checked: wanted() });
  const said = make("p", { role: "status" });
  const list = make("ul", { className: "bare" });

  const show = async () => {
    const found = await pages();
    said.textContent = found.length ? `这台设备上存着${found.length.toLocaleString("zh")}页：` : NONE;
    list.replaceChildren(...found.map(([href, title]) => make("li", {}, make("a", { href, textContent: title }))));
  };
  input.addEventListener("change", async () => {
    try {
      if (input.checked) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, "off");
    } catch {
      input.checked = false;
    }
    await (input.checked ? keep() : forget());
    await show();
  });
  place.append(...missed(make), make("label", {}, input, " 保存看过的网页"), said, list);
  return show().then(() => kept).then(show);
}

/** Of a page that was asked for without a network: a way to try again. Only addresses of this site are taken. */
function missed(make) {
  const wish = new URLSearchParams(location.hash.slice(1)).get("page");
  if (!wish) return [];
  const href = new URL(wish, location.href);
  if (!href.href.startsWith(root.href)) return [];
  const again = make("a", { href: href.href, textContent: "再打开一次" });
  return [make("p", { className: "lead" }, "没有网络，要看的那一页还没有存在这台设备上。", again)];
}
