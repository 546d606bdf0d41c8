/** The faces of the sheet, carried inside it: a picture has no other way to them. */
import latin from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";
import arabic from "@fontsource-variable/noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal.woff2?url";

const kept = new Map<string, string>();

export async function fontFaces(code: string): Promise<string> {
  const faces = [await face("Inter Variable", latin)];
  if (code === "ar") faces.push(await face("Noto Sans Arabic Variable", arabic));
  return faces.join("");
}

async function face(family: string, address: string): Promise<string> {
  let text = kept.get(family);
  if (text === undefined) {
    const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
    let binary = "";
    for (const byte of bytes) binary += String.fromCharCode(byte);
    text = `@font-face{font-family:'${family}';font-weight:100 900;src:url(data:font/woff2;base64,${btoa(binary)}) format('woff2')}`;
    kept.set(family, text);
  }
  return text;
}
