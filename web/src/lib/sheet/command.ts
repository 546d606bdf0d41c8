/** The same on the command line: what prints the numbers of the screen. */
import { writeApplied } from "../state/address";
import type { Screen } from "../state/screen.svelte";
import { isoOf } from "../state/time";

export function commands(screen: Screen): string[] {
  const exhibit = screen.exhibits.A;
  const levers = screen.side("B").levers;
  const pulled = screen.sides.B ? levers.map((one) => ` --lever ${writeApplied(one)}`).join("") : "";
  const members = ` --members ${screen.live.A.run?.members ?? exhibit.members} --seed ${exhibit.seed}`;
  const home = screen.scope.home ? ` --home ${screen.scope.home}` : "";
  const on = ` --on ${isoOf(screen.frameDay)}`;
  const run = `homeward run ${exhibit.name}${pulled}${members}`;
  if (exhibit.is_registered || exhibit.kind === "kept") return [run];
  const since = screen.since || isoOf(Math.max(screen.frames[0], screen.frameDay - 365));
  const explain = `homeward explain ${exhibit.name}${on} --since ${since}${screen.scope.place ? " --by refuge" : ""}${home}${members}`;
  return [...(pulled ? [`homeward compare ${exhibit.name}${pulled}${on}${home}${members}`] : [run]), explain];
}
