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

/** Mercator on the extent of a basemap, in a window of so many pixels less the insets. */
export function projectionOf(basemap: Basemap, width: number, height: number, insets: Insets): GeoProjection {
  const [west, south, east, north] = basemap.bbox;
  const corners = { type: "MultiPoint" as const, coordinates: [[west, south], [east, north]] };
  const window: [Point, Point] = [
    [insets.left, insets.top],
    [Math.max(insets.left + 10, width - insets.right), Math.max(insets.top + 10, height - insets.bottom)],
  ];
  // Turned to the extent's middle, so that one across the date line is whole.
  return geoMercator().rotate([-(west + east) / 2, 0]).fitExtent(window, corners);
}
