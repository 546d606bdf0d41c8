/** The very screen as one file that opens without a server: what is seen, its styles and faces inside it, and nothing that asks. */
import { fontFaces } from "./fonts";
import { language } from "../../i18n/language.svelte";

/** Things to press that do nothing without the program. */
const DEAD = "script, link, nav, .skip, .play, .zoom, .view, input, select, dialog, .unread";

export async function drawPage(title: string, commands: string[]): Promise<string> {
  const copy = document.documentElement.cloneNode(true) as HTMLElement;
  copy.querySelectorAll(DEAD).forEach((one) => one.remove());
  for (const button of copy.querySelectorAll("button")) {
    const span = document.createElement("span");
    for (const { name, value } of [...button.attributes]) if (/^(class|title|lang|dir|data-.*)$/.test(name)) span.setAttribute(name, value);
    span.append(...button.childNodes); // moved, not written anew: the policy of the page forbids styles in what is written
    button.replaceWith(span);
  }
  copy.querySelectorAll("[tabindex], [role=button]").forEach((one) => (one.removeAttribute("tabindex"), one.removeAttribute("role")));
  const styles = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].filter((rule) => !(rule instanceof CSSFontFaceRule)).map((rule) => rule.cssText));
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
span.chip, span.figure, li > span { display: inline-block; }
.away li > span { display: grid; grid-template-columns: minmax(7.5rem,1.1fr) minmax(4rem,1fr) 4.4em 3.2em; gap: 0 .6rem; align-items: center; padding: .16rem .2rem; }
pre { flex-basis: 100%; margin: 0; font-size: .82rem; white-space: pre-wrap; }
`;
