/** Where the map opens: on the extent that the server found, which leaves out the one refuge across a continent. */
import { geoMercator, type GeoProjection } from "d3-geo";
import type { Basemap } from "../api/types";

export type Point = [number, number];

const EARTH = 6371;

/** Great-circle distance, kilometres. */
export function kilometres(one: Point, two: Point): number {
  const radians = Math.PI / 180;
  const [a, b] = [one[1] * radians, two[1] * radians];
  const half = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(((two[0] - one[0]) * radians) / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.sqrt(half));
}

export type Insets = { top: number; right: number; bottom: number; left: number };
/** What cards cover of a map, pixels from its edges: nothing. */
export const NO_COVER: Insets = { top: 0, right: 0, bottom: 0, left: 0 };

/** Mercator on the extent of a basemap, in a window of so many pixels less the insets. */
export function projectionOf(basemap: Basemap, width: number, height: number, insets: Insets & { isCovered: boolean }): GeoProjection {
  const [west, south, east, north] = basemap.bbox;
  const corners = { type: "MultiPoint" as const, coordinates: [[west, south], [east, north]] };
  const window: [Point, Point] = [
    [insets.left, insets.top],
    [Math.max(insets.left + 10, width - insets.right), Math.max(insets.top + 10, height - insets.bottom)],
  ];
  // Turned to the extent's middle, so that one across the date line is whole.
  const projection = geoMercator().rotate([-(west + east) / 2, 0]).fitExtent(window, corners);
  // Under cards all of the places must stay beside them: nothing is brought nearer there.
  return within(projection, basemap, width, height, insets.isCovered ? 1 : NEARER);
}

/** Largest factor by which a wide map is brought nearer so that it shows no more than there is land for. */
const NEARER = 1.4;

/** Bring a map nearer, and aside, where it would show what lies beyond the land that is there. */
function within(projection: GeoProjection, basemap: Basemap, width: number, height: number, most: number): GeoProjection {
  const [west, south, east, north] = basemap.bbox;
  const [first, , last] = basemap.reach;
  const middle: Point = [(west + east) / 2, (south + north) / 2];
  const least = width / ((last - first) * (Math.PI / 180));
  const nearer = Math.min(most, Math.max(1, least / projection.scale()));
  const before = projection(middle)!;
  projection.scale(projection.scale() * nearer);
  move(projection, before[0] - projection(middle)![0], (nearer > 1 ? height / 2 : before[1]) - projection(middle)![1]);
  const [left, right] = [projection([first, middle[1]])![0], projection([last, middle[1]])![0]];
  if (right - left >= width && most > 1) move(projection, Math.min(0, -left) + Math.max(0, width - right), 0);
  return projection;
}

function move(projection: GeoProjection, right: number, down: number): void {
  const [x, y] = projection.translate();
  projection.translate([x + right, y + down]);
}
