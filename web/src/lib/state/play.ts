/** Play: the day goes on with the clock, frame by frame of the display. */
import type { Screen } from "./screen.svelte";

export function playing(screen: Screen): (() => void) | undefined {
  if (!screen.isPlaying) return undefined;
  const last = screen.frames.at(-1)!;
  let before = performance.now();
  let request = requestAnimationFrame(tick);

  function tick(now: number): void {
    screen.day = Math.min(last, screen.day + ((now - before) / 1000) * screen.speed);
    before = now;
    if (screen.day >= last) screen.toggle();
    else request = requestAnimationFrame(tick);
  }
  return () => cancelAnimationFrame(request);
}
