/** An SVG sheet as a PNG, at twice its size. */
const TIMES = 2;

export async function toPng(sheet: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([sheet], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * TIMES;
    canvas.height = image.naturalHeight * TIMES;
    const pen = canvas.getContext("2d")!;
    pen.scale(TIMES, TIMES);
    pen.drawImage(image, 0, 0);
    return await new Promise((keep, fail) => canvas.toBlob((blob) => (blob ? keep(blob) : fail(new Error("no picture"))), "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}
