/** Where things are on a map: its projection, its zoom, and the points of its places, far ones at the edge. */
import { geoPath } from "d3-geo";
import { ZoomTransform } from "d3-zoom";
import type { Basemap, Exhibit } from "../api/types";
import type { Zoom } from "../state/address";
import type { Box } from "./labels";
import { projectionOf, type Insets, type Point } from "./projection";

export type Given = { basemap: Basemap; exhibit: Exhibit; zoom: Zoom | null; rem: number; cover: Insets };

export class Frame {
  width = $state(400);
  height = $state(400);
  readonly #given: () => Given;

  constructor(given: () => Given) {
    this.#given = given;
  }

  #rem = $derived.by(() => this.#given().rem);
  projection = $derived.by(() => {
    const [rem, cover] = [this.#rem, this.#given().cover];
    const isCovered = cover.left + cover.right > 0;
    return projectionOf(this.#given().basemap, this.width, this.height, { top: rem * 2.6 + cover.top, right: rem * 3 + cover.right, bottom: rem * 1.4 + cover.bottom, left: rem * 1.6 + cover.left, isCovered });
  });
  path = $derived(geoPath(this.projection).digits(1));
  transform = $derived.by(() => {
    const { zoom } = this.#given();
    const centre = zoom && this.projection([zoom.lon, zoom.lat]);
    return zoom && centre ? new ZoomTransform(zoom.k, this.width / 2 - zoom.k * centre[0], this.height / 2 - zoom.k * centre[1]) : new ZoomTransform(1, 0, 0);
  });
  /** Far places stand on this line. */
  edge = $derived.by<Box>(() => {
    const [rem, cover] = [this.#rem, this.#given().cover];
    return [rem * 1.1 + cover.left, rem * 4.4 + cover.top, this.width - rem * 1.1 - cover.right, this.height - rem * 2.6 - cover.bottom];
  });
  #raw = $derived.by(() => this.#given().exhibit.places.map((place) => this.onScreen([place.lon, place.lat])));
  isOff = $derived.by(() => {
    const { basemap, exhibit } = this.#given();
    return this.#raw.map(([x, y], one) => basemap.far.includes(exhibit.places[one].id) && (x < this.edge[0] || y < this.edge[1] || x > this.edge[2] || y > this.edge[3]));
  });
  points = $derived<Point[]>(this.#raw.map((point, one) => (this.isOff[one] ? this.#atEdge(point) : point)));
  water = $derived.by(() => {
    const [width, height] = [this.width, this.height];
    const [west, south, east, north] = this.#given().basemap.reach;
    if (east - west > 350) return `M${-9 * width},${-9 * height}h${19 * width}v${19 * height}h${-19 * width}Z`;
    const [from, to] = [this.projection([west, north])!, this.projection([east, south])!];
    return `M${from[0]},${from[1]}H${to[0]}V${to[1]}H${from[0]}Z`;
  });
  /** The land that is there, on the unzoomed map: beyond it nothing is looked at. */
  reach = $derived.by<[Point, Point]>(() => {
    const [west, south, east, north] = this.#given().basemap.reach;
    const [one, two] = [this.projection([west, north]) ?? [0, 0], this.projection([east, south]) ?? [this.width, this.height]];
    return [[Math.min(0, one[0]), Math.min(0, one[1])], [Math.max(this.width, two[0]), Math.max(this.height, two[1])]];
  });

  onScreen(place: Point): Point {
    return this.transform.apply(this.projection(place) ?? [0, 0]);
  }

  /** Where the line from the middle of the map to a place beyond it leaves the map. */
  #atEdge([x, y]: Point): Point {
    const [left, top, right, bottom] = this.edge;
    const [cx, cy] = [(left + right) / 2, (top + bottom) / 2];
    const part = Math.min((right - left) / 2 / Math.abs(x - cx), (bottom - top) / 2 / Math.abs(y - cy));
    return [cx + (x - cx) * part, cy + (y - cy) * part];
  }
}
