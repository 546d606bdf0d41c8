/** Raster tiles under the map, only where a tile server was named to the program and the user asked for them. */
import type { GeoProjection } from "d3-geo";

export type Tile = { key: string; x: number; y: number; size: number; address: string };

const SIZE = 256;
const DEEPEST = 17;

export function tilesOf(pattern: string, projection: GeoProjection, k: number, tx: number, ty: number, width: number, height: number): Tile[] {
  if (!pattern) return [];
  const world = 2 * Math.PI * projection.scale();
  const [cx, cy] = projection.translate();
  const zoom = Math.max(0, Math.min(DEEPEST, Math.round(Math.log2((world * k) / SIZE))));
  const count = 2 ** zoom;
  const size = (world * k) / count;
  const [left, top] = [(cx - world / 2) * k + tx, (cy - world / 2) * k + ty];
  const tiles: Tile[] = [];
  for (let column = Math.floor(-left / size); column * size + left < width; column++)
    for (let row = Math.max(0, Math.floor(-top / size)); row * size + top < height && row < count; row++) {
      const wrapped = ((column % count) + count) % count;
      const address = pattern.replace("{z}", `${zoom}`).replace("{x}", `${wrapped}`).replace("{y}", `${row}`);
      tiles.push({ key: `${zoom}/${column}/${row}`, x: column * size + left, y: row * size + top, size, address });
    }
  return tiles;
}
