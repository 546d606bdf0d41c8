/** Zoom and drag, one for all maps of the screen, never beyond the land that is drawn. */
import { select } from "d3-selection";
import { zoom as zooming, ZoomTransform } from "d3-zoom";
import type { Zoom } from "../state/address";
import type { Frame } from "./frame.svelte";
import type { Point } from "./projection";

const OUTERMOST = 12;

export class Zoomer {
  readonly #behaviour = zooming<SVGSVGElement, unknown>();

  constructor(
    readonly frame: Frame,
    readonly onlook: (zoom: Zoom | null) => void,
  ) {
    this.#behaviour
      .filter((event: Event) => !(event instanceof TouchEvent && event.touches.length < 2) && !(event as MouseEvent).button)
      .on("zoom", (event: { sourceEvent: Event | null; transform: ZoomTransform }) => {
        if (event.sourceEvent) this.#look(event.transform);
      });
  }

  get #pane(): [Point, Point] {
    return [[0, 0], [this.frame.width, this.frame.height]];
  }

  get #innermost(): number {
    const { reach, width, height } = this.frame;
    return Math.max(width / (reach[1][0] - reach[0][0]), height / (reach[1][1] - reach[0][1]));
  }

  /** Follow what is done on a drawing. */
  watch(svg: SVGSVGElement): void {
    this.#behaviour.extent(this.#pane).translateExtent(this.frame.reach).scaleExtent([this.#innermost, OUTERMOST]);
    select(svg).call(this.#behaviour).on("dblclick.zoom", null);
    (svg as SVGSVGElement & { __zoom: ZoomTransform }).__zoom = this.frame.transform;
  }

  by(factor: number): void {
    const { transform, width, height } = this.frame;
    const k = Math.min(OUTERMOST, Math.max(this.#innermost, transform.k * factor));
    const [x, y] = transform.invert([width / 2, height / 2]);
    this.#look(new ZoomTransform(k, width / 2 - k * x, height / 2 - k * y));
  }

  #look(wanted: ZoomTransform): void {
    const { frame } = this;
    const to = this.#behaviour.constrain()(wanted, this.#pane, frame.reach);
    const centre = frame.projection.invert?.(to.invert([frame.width / 2, frame.height / 2]));
    if (centre) this.onlook({ k: to.k, lon: centre[0], lat: centre[1] });
  }
}
