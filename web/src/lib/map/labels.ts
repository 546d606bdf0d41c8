/** Names beside places: greedy, the weightiest first, where nothing is in the way; what finds no room is left out. */
export type Box = [left: number, top: number, right: number, bottom: number];
export type Anchor = "start" | "middle" | "end";
export type Wish = { id: number; text: string; x: number; y: number; radius: number; weight: number; isStrong: boolean; /** Named over other marks rather than not at all. */ mustStand?: boolean };
export type Label = { id: number; text: string; x: number; y: number; anchor: Anchor; isStrong: boolean };

const overlap = (one: Box, two: Box): boolean => one[0] < two[2] && one[2] > two[0] && one[1] < two[3] && one[3] > two[1];
export const around = (wish: Wish): Box => [wish.x - wish.radius, wish.y - wish.radius, wish.x + wish.radius, wish.y + wish.radius];

let pen: CanvasRenderingContext2D | null = null;

export function textWidth(text: string, size: number, weight: number): number {
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen) return text.length * size * 0.56;
  pen.font = `${weight} ${size}px "Inter Variable", "Noto Sans Arabic Variable", sans-serif`;
  return pen.measureText(text).width;
}

/** Eight places for a name around its mark, the best first. */
function tries(wish: Wish, size: number): [number, number, Anchor][] {
  const gap = wish.radius + size * 0.32;
  const slant = wish.radius * 0.72 + size * 0.2;
  const low = size * 0.36;
  return [
    [wish.x + gap, wish.y + low, "start"],
    [wish.x - gap, wish.y + low, "end"],
    [wish.x, wish.y - gap, "middle"],
    [wish.x, wish.y + gap + size * 0.72, "middle"],
    [wish.x + slant, wish.y - slant, "start"],
    [wish.x + slant, wish.y + slant + size * 0.7, "start"],
    [wish.x - slant, wish.y - slant, "end"],
    [wish.x - slant, wish.y + slant + size * 0.7, "end"],
  ];
}

function boxOf(x: number, y: number, anchor: Anchor, width: number, size: number): Box {
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return [left - 1, y - size * 0.9, left + width + 1, y + size * 0.36];
}

/** Place names; `taken` is what other things on the map cover already, and grows by the names placed. */
export function placeLabels(wishes: Wish[], size: number, frame: Box, taken: Box[]): Label[] {
  const placed: Label[] = [];
  const marks = wishes.map((wish) => ({ id: wish.id, box: around(wish) }));
  for (const wish of [...wishes].sort((one, two) => two.weight - one.weight)) {
    const width = textWidth(wish.text, size, 700);
    const fits = ([x, y, anchor]: [number, number, Anchor], hasMarks: boolean): boolean => {
      const box = boxOf(x, y, anchor, width, size);
      if (box[0] < frame[0] || box[1] < frame[1] || box[2] > frame[2] || box[3] > frame[3]) return false;
      return !taken.some((one) => overlap(box, one)) && !(hasMarks && marks.some((mark) => mark.id !== wish.id && overlap(box, mark.box)));
    };
    const all = tries(wish, size);
    const found = all.find((one) => fits(one, true)) ?? (wish.mustStand ? all.find((one) => fits(one, false)) : undefined);
    if (!found) continue;
    const [x, y, anchor] = found;
    taken.push(boxOf(x, y, anchor, width, size));
    placed.push({ id: wish.id, text: wish.text, x, y, anchor, isStrong: wish.isStrong });
  }
  return placed;
}

/** Whether a name centred at x, y has room; takes the room if it has. */
export function hasRoom(text: string, x: number, y: number, size: number, spacing: number, frame: Box, taken: Box[]): boolean {
  const box = boxOf(x, y, "middle", textWidth(text, size, 600) + text.length * spacing, size);
  if (box[0] < frame[0] || box[1] < frame[1] || box[2] > frame[2] || box[3] > frame[3]) return false;
  if (taken.some((one) => overlap(box, one))) return false;
  taken.push(box);
  return true;
}
