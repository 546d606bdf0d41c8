/** Where the map opens: on the homes and the places around them, not on the one refuge across a continent. */
import { geoMercator, type GeoProjection } from "d3-geo";
import type { Exhibit, Place } from "../api/types";

export type Point = [number, number];

const EARTH = 6371;
/** A place so many times farther than the middle one, and at least so many kilometres away, is off the opening view. */
const FAR_TIMES = 3;
const FAR_LEAST = 600;
/** Degrees that the opening view spans at least. */
const LEAST_SPAN = 0.6;

/** Great-circle distance, kilometres. */
export function kilometres(one: Point, two: Point): number {
  const radians = Math.PI / 180;
  const [a, b] = [one[1] * radians, two[1] * radians];
  const half = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(((two[0] - one[0]) * radians) / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.sqrt(half));
}

const at = (place: Place): Point => [place.lon, place.lat];

/** Which places are far from the rest (one flag a place). */
export function farPlaces(exhibit: Exhibit): boolean[] {
  const homes = exhibit.homes.length > 0 ? exhibit.homes.map((index) => exhibit.places[index]) : exhibit.places;
  const middle: Point = [mean(homes.map((place) => place.lon)), mean(homes.map((place) => place.lat))];
  const distances = exhibit.places.map((place) => kilometres(middle, at(place)));
  const typical = [...distances].sort((a, b) => a - b)[Math.floor(distances.length / 2)];
  const limit = Math.max(FAR_LEAST, FAR_TIMES * typical);
  return distances.map((distance) => distance > limit);
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export type Insets = { top: number; right: number; bottom: number; left: number };

/** Mercator on the exhibit's near places, in a window of so many pixels less the insets. */
export function projectionOf(exhibit: Exhibit, far: boolean[], width: number, height: number, insets: Insets): GeoProjection {
  const near = exhibit.places.filter((_, index) => !far[index]).map(at);
  const [west, east] = spread(near.map((point) => point[0]));
  const [south, north] = spread(near.map((point) => point[1]));
  const corners = { type: "MultiPoint" as const, coordinates: [[west, south], [east, north]] };
  const window: [Point, Point] = [
    [insets.left, insets.top],
    [Math.max(insets.left + 10, width - insets.right), Math.max(insets.top + 10, height - insets.bottom)],
  ];
  return geoMercator().fitExtent(window, corners);
}

function spread(values: number[]): [number, number] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const short = Math.max(0, LEAST_SPAN - (most - least)) / 2;
  return [least - short, most + short];
}
