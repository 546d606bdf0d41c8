/** The very screen as one file that opens without a server: what is seen, its styles and faces inside it, and nothing that asks. */
import { fontFaces } from "./fonts";
import { language } from "../../i18n/language.svelte";

/** Things to press that do nothing without the program. */
const DEAD = "script, link, nav, .skip, .play, .zoom, .view, input, select, dialog, .unread, .compare, .close, [data-testid=clear], [data-testid=close-levers], [data-testid=speed]";
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

export async function drawPage(title: string, commands: string[]): Promise<string> {
  const copy = document.documentElement.cloneNode(true) as HTMLElement;
  keepSaid(copy);
  // As high as it was: the map is drawn for that, whatever stands below it in the file.
  copy.querySelector<HTMLElement>("main")!.style.height = `${document.querySelector("main")!.offsetHeight}px`;
  copy.querySelectorAll(DEAD).forEach((one) => one.remove());
  for (const button of copy.querySelectorAll("button")) {
    const span = document.createElement("span");
    for (const { name, value } of [...button.attributes]) {
      if (/^(class|title|lang|dir|style|data-.*)$/.test(name)) span.setAttribute(name, value);
      if (STATES.includes(name)) span.setAttribute(`data-${name}`, value);
    }
    span.append(...button.childNodes); // moved, not written anew: the policy of the page forbids styles in what is written
    button.replaceWith(span);
  }
  copy.querySelectorAll("[tabindex], [role=button]").forEach((one) => (one.removeAttribute("tabindex"), one.removeAttribute("role")));
  const styles = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].filter((rule) => !(rule instanceof CSSFontFaceRule)).map((rule) => rule.cssText.replace(/\[(aria-pressed|aria-checked)/g, "[data-$1")));
  const style = document.createElement("style");
  style.textContent = (await fontFaces(language.code)) + styles.join("\n") + FROZEN;
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
.app { height: auto; grid-template-rows: auto; }
span.chip, span.figure, li > span { display: inline-block; }
.away li > span { display: grid; grid-template-columns: minmax(9rem,2.2fr) minmax(2.6rem,1fr) minmax(3.6em,auto) 2.9em; gap: 0 .4rem; align-items: center; padding: .16rem .2rem; }
.choice > span { padding: 0 .5rem; }
.choice > [data-aria-pressed="true"], .chip[data-aria-pressed="true"] { background: var(--head); color: #fff; }
.switch { display: inline-block; }
pre { flex-basis: 100%; margin: 0; font-size: .82rem; white-space: pre-wrap; }
`;
