"""What stands in the way of assistive technology on a page, found by axe, with each look of a text measured once."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

COLOURS = ["color-contrast", "link-in-text-block"]
"""Rules that a colour scheme can break; all others look at what is the same in both. They take most of the time."""
RUN = """
async ([all, colours, known]) => {
  const paint = ["color", "backgroundColor", "backgroundImage", "opacity", "fontSize", "fontWeight", "textDecorationLine", "textShadow"];
  const numbers = new Map(), looks = new Map(known.map((look) => [look, true]));
  const look = (node) => {
    if (!node) return "";
    if (!numbers.has(node)) {
      const style = getComputedStyle(node);
      numbers.set(node, hash([look(node.parentElement), node.tagName, node.getAttribute("class"), ...paint.map((name) => style[name])].join("|")));
    }
    return numbers.get(node);
  };
  const hash = (text) => {
    let [a, b] = [0, 0];
    for (let i = 0; i < text.length; i++) [a, b] = [Math.imul(a ^ text.charCodeAt(i), 2654435761), Math.imul(b ^ text.charCodeAt(i), 1597334677)];
    return (a >>> 0).toString(36) + (b >>> 0).toString(36);
  };
  const speaks = (node) => node.matches("input, select, textarea, svg text") || [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
  const fresh = new Map();
  for (const node of document.body.querySelectorAll("*"))
    if (speaks(node) && node.checkVisibility({visibilityProperty: true}) && !looks.has(look(node)) && !fresh.has(look(node))) fresh.set(look(node), node);
  const found = [], learnt = [];
  if (all) found.push(...(await axe.run({resultTypes: ["violations"], rules: Object.fromEntries(colours.map((rule) => [rule, {enabled: false}]))})).violations);
  if (fresh.size) {
    const seen = await axe.run({include: [...fresh.values()]}, {runOnly: colours, elementRef: true});
    found.push(...seen.violations);
    learnt.push(...seen.passes.flatMap((rule) => rule.nodes.map((node) => look(node.element))));
  }
  return [found.map((one) => [one.id, one.nodes[0].html, one.nodes[0].failureSummary]), learnt];
}
"""
"""
A look is the path of an element and how it and all around it are painted: what passed once passes everywhere. Only
looks that axe could judge are learnt; one that was hidden or covered is tried again on the next page.
"""


def violations(page: Any, known: set[str] | None = None, colours_only: bool = False) -> list[tuple[str, str, str]]:
    """(rule, element, what to do) of each violation. `known` holds the looks that need not be measured again, and grows."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found, learnt = page.evaluate(RUN, [not colours_only, COLOURS, sorted(known or ())])
    if known is not None:
        known.update(learnt)
    return [(rule, element, mend) for rule, element, mend in found]
