/** A way as a solid half arrow: it widens to where people go, and its head stands on one side, so that both directions are seen. */
import type { Point } from "./projection";

const BEND = 0.16;
const STEPS = 14;
/** Width at the start, as a part of that at the head. */
const TAIL = 0.3;

export type Curve = { at: (part: number) => Point; length: number };

/** The curve of a way between two points, which ends at the edges of their marks. */
export function curveOf([x0, y0]: Point, [x1, y1]: Point): Curve {
  const [cx, cy] = [(x0 + x1) / 2 - (y1 - y0) * BEND, (y0 + y1) / 2 + (x1 - x0) * BEND];
  const at = (u: number): Point => [(1 - u) ** 2 * x0 + 2 * u * (1 - u) * cx + u * u * x1, (1 - u) ** 2 * y0 + 2 * u * (1 - u) * cy + u * u * y1];
  return { at, length: Math.hypot(x1 - x0, y1 - y0) };
}

/** Its outline, from `from` to `to` pixels short of its ends. */
export function ribbon(curve: Curve, width: number, from: number, to: number): string {
  const head = Math.max(7, width * 1.5);
  if (curve.length < from + to + head + 4) return "";
  const [begin, end] = [from / curve.length, 1 - to / curve.length];
  const neck = end - head / curve.length;
  const side = (u: number): Point => {
    const [ax, ay] = curve.at(u - 0.01);
    const [bx, by] = curve.at(u + 0.01);
    const long = Math.hypot(bx - ax, by - ay) || 1;
    return [-(by - ay) / long, (bx - ax) / long];
  };
  const left: string[] = [];
  const right: string[] = [];
  const point = (u: number, off: number): string => {
    const [x, y] = curve.at(u);
    const [nx, ny] = side(u);
    return `${(x + nx * off).toFixed(1)},${(y + ny * off).toFixed(1)}`;
  };
  for (let step = 0; step <= STEPS; step++) {
    const u = begin + ((neck - begin) * step) / STEPS;
    const wide = width * (TAIL + ((1 - TAIL) * step) / STEPS);
    left.push(point(u, 0));
    right.push(point(u, wide));
  }
  return `M${left.join("L")}L${point(end, 0)}L${point(neck, width + head * 0.55)}L${right.reverse().join("L")}Z`;
}
