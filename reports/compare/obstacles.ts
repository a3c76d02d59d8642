import type { Manifest, MetricEntry } from "../../core/result.ts";
import type { Obstacle } from "./types.ts";

/** The class of a processor: its architecture. Within one, numbers agree to far more digits than the tolerance. */
export function processorClass({ processor }: Manifest): string {
  return processor.split(",").at(-1)?.trim() ?? "";
}

/** Whatever forbids comparing any number of two results. */
export function obstaclesBetween(base: Manifest, head: Manifest): Obstacle[] {
  const looks: readonly (readonly [string, (manifest: Manifest) => string])[] = [
    ["profile", ({ profile }) => profile],
    ["backend", ({ backend }) => backend.name],
    ["processor class", processorClass],
  ];
  return looks
    .map(([what, look]) => ({ what, base: look(base), head: look(head) }))
    .filter((obstacle) => obstacle.base !== obstacle.head);
}

/** More ids than this make a line that nobody reads; all metrics are then measured. */
const MOST_IDS = 20;

const isPlain = (id: string): boolean => /^[A-Za-z0-9._-]+$/.test(id);

/** The commands that measure the base again as the head was measured, and accept it. */
export function renewal(head: Manifest, metrics: readonly MetricEntry[]): string {
  const ids = metrics.map(({ id }) => id);
  const some = ids.length <= MOST_IDS && ids.every(isPlain) ? ` --metrics ${ids.join(",")}` : "";
  const { profile, seed, backend } = head;
  return (
    `etalon run --profile ${profile} --seed ${seed} --backend ${backend.name}${some} --out base && ` +
    'etalon baseline accept base/result.json --reason "measured again on this machine"'
  );
}
