/** The very screen as one file that opens without a server: what is seen, its styles and faces inside it, and nothing that asks. */
import { fontFaces } from "./fonts";
import { language } from "../../i18n/language.svelte";

/** Things to press that do nothing without the program. */
const DEAD = "script, link, nav, .skip, .play, .zoom, .view, input, select, dialog, .unread, .compare, .close, [data-testid=clear], [data-testid=close-levers], [data-testid=speed]";
const UNPRESSED = "x-button";
/** What a control says of its state, kept beside it: it is no control any more. */
const STATES = ["aria-pressed", "aria-checked"];

/** What stands in boxes is kept as text: the day, the number, what was chosen. A copy of a page does not copy it. */
function keepSaid(copy: HTMLElement): void {
  const copies = copy.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select");
  document.documentElement.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select").forEach((one, at) => {
    const isChosen = one instanceof HTMLSelectElement && one.value !== "" && one.dataset.testid !== "speed";
    if (one.closest("nav") || !(isChosen || one.type === "text")) return;
    const said = document.createElement("b");
    said.className = one.className;
    said.textContent = one instanceof HTMLSelectElement ? one.selectedOptions[0].text : one.value;
    copies[at].before(said);
  });
}

/** Styles as they hold in this window, in whatever window the file is opened: its drawings keep their size. */
function frozen(rules: CSSRuleList): string[] {
  return [...rules].flatMap((rule) => {
    if (rule instanceof CSSFontFaceRule) return [];
    if (rule instanceof CSSMediaRule && /width|height/.test(rule.conditionText)) return matchMedia(rule.conditionText).matches ? frozen(rule.cssRules) : [];
    const fixed = rule.cssText.replace(/([\d.]+)d?v([wh])\b/g, (_, part: string, side: string) => `${(Number(part) * (side === "w" ? innerWidth : innerHeight)) / 100}px`);
    return fixed.replace(/\[(aria-pressed|aria-checked)/g, "[data-$1").replace(/(?<![\w.-])button(?![\w-])/g, UNPRESSED);
  });
}

/** In a narrower window it is made smaller and not scrolled, in steps: no script runs in it. */
const smaller = (): string =>
  Array.from({ length: 40 }, (_, at) => innerWidth * 0.975 ** at).map((width) => `@media screen and (max-width: ${width - 0.02}px) { .app { zoom: ${(width * 0.975) / innerWidth} } }`).join("\n");

export async function drawPage(title: string, commands: string[]): Promise<string> {
  const copy = document.documentElement.cloneNode(true) as HTMLElement;
  keepSaid(copy);
  // As large as they were: the map and the chart are drawn for that, whatever stands beside them in the file.
  copy.querySelector<HTMLElement>("main")!.style.height = `${document.querySelector("main")!.offsetHeight}px`;
  copy.querySelector<HTMLElement>(".controls")!.style.width = `${document.querySelector<HTMLElement>(".controls")!.offsetWidth}px`;
  copy.querySelector('meta[name="viewport"]')?.setAttribute("content", `width=${innerWidth}`);
  copy.querySelectorAll(DEAD).forEach((one) => one.remove());
  for (const button of copy.querySelectorAll("button")) {
    const span = document.createElement(UNPRESSED); // styled as the button was, and pressed by nobody
    for (const { name, value } of [...button.attributes]) {
      if (/^(class|title|lang|dir|style|data-.*)$/.test(name)) span.setAttribute(name, value);
      if (STATES.includes(name)) span.setAttribute(`data-${name}`, value);
    }
    span.append(...button.childNodes); // moved, not written anew: the policy of the page forbids styles in what is written
    button.replaceWith(span);
  }
  copy.querySelectorAll("[tabindex], [role=button]").forEach((one) => (one.removeAttribute("tabindex"), one.removeAttribute("role")));
  const styles = [...document.styleSheets].flatMap((sheet) => frozen(sheet.cssRules));
  const style = document.createElement("style");
  style.textContent = (await fontFaces(language.code)) + styles.join("\n") + `@media screen { .app { width: ${innerWidth}px } }` + smaller() + FROZEN;
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";
  const head = copy.querySelector("head")!;
  head.append(policy, style);
  copy.querySelector("title")!.textContent = title;
  const code = document.createElement("pre");
  code.textContent = commands.join("\n");
  code.dir = "ltr";
  copy.querySelector("footer")?.append(code);
  return `<!doctype html>\n${copy.outerHTML}\n`;
}

const FROZEN = `
.app { height: auto !important; grid-template-rows: auto !important; }
b.field, x-button { display: inline-block; }
b.field { min-height: 0 !important; line-height: 1.2; }
x-button { align-content: center; cursor: default; }
footer { flex-wrap: wrap; }
pre { flex-basis: 100%; margin: 0; font-size: .82rem; white-space: pre-wrap; }
`;
