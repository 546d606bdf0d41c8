/** A drawing of the screen as it stands alone: every style that shows is written into it. */
const STYLES = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "vector-effect",
  "paint-order",
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
  "letter-spacing",
  "text-anchor",
] as const;
/** Things to press or to hear, not to see. */
const UNSEEN = ".catch, .reach, title, image";

export function standAlone(drawing: SVGSVGElement): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const [from, to] = [drawing.querySelectorAll<SVGElement>("*"), copy.querySelectorAll<SVGElement>("*")];
  from.forEach((one, place) => inline(one, to[place]));
  copy.querySelectorAll(UNSEEN).forEach((one) => one.remove());
  copy.querySelectorAll('[style*="display: none"], [data-unseen]').forEach((one) => one.remove());
  copy.setAttribute("overflow", "hidden");
  for (const one of [copy, ...copy.querySelectorAll("*")])
    for (const { name } of [...one.attributes]) if (/^(class|role|tabindex|aria-.*|data-.*|lang)$/.test(name)) one.removeAttribute(name);
  return copy;
}

function inline(from: SVGElement, to: SVGElement): void {
  const computed = getComputedStyle(from);
  if (computed.display === "none") to.setAttribute("data-unseen", "");
  to.removeAttribute("style");
  for (const name of STYLES) {
    const value = computed.getPropertyValue(name);
    if (value && value !== DEFAULTS[name]) to.setAttribute(name, value.replaceAll('"', "'"));
  }
}

const DEFAULTS: Record<string, string> = {
  "fill-opacity": "1",
  stroke: "none",
  "stroke-width": "1px",
  "stroke-opacity": "1",
  "stroke-dasharray": "none",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  opacity: "1",
  "vector-effect": "none",
  "paint-order": "normal",
  "font-style": "normal",
  "letter-spacing": "normal",
  "text-anchor": "start",
};
