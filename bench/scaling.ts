// `npx tsx bench/scaling.ts plan.json`: what more processes gain, by a formula and by a simulation of the same plan.
import { parseArgs } from "node:util";
import { readPlanFile } from "../engine/plan-file.ts";
import { shardsByCost } from "../engine/sharding.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    // Seconds until a process is ready, and what each batch costs besides its cells: measured, see docs/scaling.md.
    start: { type: "string", default: "1" },
    batch: { type: "string", default: "0.05" },
    // The plan that many times over, as other seeds are.
    repeat: { type: "string", default: "1" },
    processes: { type: "string", default: "1,2,4,8,16,64,256,1024" },
  },
});
const [start, perBatch, repeat] = [values.start, values.batch, values.repeat].map(Number) as [
  number,
  number,
  number,
];

const plan = readPlanFile(positionals[0] ?? "plan.json");
const once = plan.batches.map(({ seconds }) => seconds + perBatch);
const seconds = Array.from({ length: repeat }, () => once).flat();
const cells = repeat * plan.batches.reduce((total, batch) => total + batch.cells.length, 0);
const work = seconds.reduce((a, b) => a + b, 0);
const largest = seconds.reduce((a, b) => Math.max(a, b), 0);

/** The end of the last process when each takes the next batch of the list as soon as it is free. */
function simulated(batches: readonly number[], processes: number): number {
  const free = new Float64Array(processes).fill(start);
  for (const cost of batches) {
    let first = 0;
    for (let k = 1; k < processes; k++) if (free[k]! < free[first]!) first = k;
    free[first]! += cost;
  }
  return free.reduce((a, b) => Math.max(a, b), 0);
}

/** The end of the last shard, by cost. */
function sharded(processes: number): number {
  const ends = new Float64Array(processes).fill(start);
  const names = seconds.map((_, k) => String(k));
  shardsByCost(names, seconds, processes).forEach((shard, k) => (ends[shard - 1]! += seconds[k]!));
  return ends.reduce((a, b) => Math.max(a, b), 0);
}

/** Graham (1966): no list takes longer than W/n + (1 − 1/n)·L, and none less than max(W/n, L). */
const bounds = (n: number): [number, number] => [
  start + Math.max(work / n, largest),
  start + work / n + (1 - 1 / n) * largest,
];

console.log(
  `${cells} cells in ${seconds.length} batches: ${work.toFixed(0)} s of work, the largest batch ${largest.toFixed(1)} s`,
);
console.log("processes  at least   at most   one by one  shards by cost  speed-up  efficiency");
for (const n of values.processes.split(",").map(Number)) {
  const [low, high] = bounds(n);
  const [list, parts] = [simulated(seconds, n), sharded(n)];
  const columns = [n, low.toFixed(1), high.toFixed(1), list.toFixed(1), parts.toFixed(1)];
  const speed = (work + start) / Math.min(list, parts);
  console.log(
    [...columns, speed.toFixed(1), `${((100 * speed) / n).toFixed(0)} %`]
      .map((text, k) => String(text).padStart([9, 9, 9, 12, 15, 9, 11][k]!))
      .join(" "),
  );
}
