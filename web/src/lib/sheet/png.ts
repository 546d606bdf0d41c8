/** An SVG sheet as a PNG, at twice its size. */
const TIMES = 2;
/** The faces inside a sheet come some time after it: it is drawn until it stays the same. */
const TRIES = 12;
const WAIT = 120;

export async function toPng(sheet: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([sheet], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    let picture = await draw(image);
    for (let tries = 0; tries < TRIES; tries++) {
      await new Promise((go) => setTimeout(go, WAIT));
      const next = await draw(image);
      if (next.size === picture.size && tries > 0) return next;
      picture = next;
    }
    return picture;
  } finally {
    URL.revokeObjectURL(address);
  }
}

function draw(image: HTMLImageElement): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * TIMES;
  canvas.height = image.naturalHeight * TIMES;
  const pen = canvas.getContext("2d")!;
  pen.scale(TIMES, TIMES);
  pen.drawImage(image, 0, 0);
  return new Promise((keep, fail) => canvas.toBlob((blob) => (blob ? keep(blob) : fail(new Error("no picture"))), "image/png"));
}
