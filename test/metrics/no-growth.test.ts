import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import { availableBackends, useBackend } from "../../linalg/index.ts";
import { loadMetrics } from "../../metrics/registry/index.ts";
import { forgetDerived } from "../../representation/derived.ts";
import { pairOf } from "../support/data.ts";
import { orNaN } from "../../metrics/families/all-pairs.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const MIB = 2 ** 20;

/** Bytes of objects and arrays that are still referred to, and of the whole process. */
function held(): { own: number; resident: number } {
  collect();
  collect();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  return { own: heapUsed + arrayBuffers, resident: rss };
}

it.each(availableBackends().map(({ name }) => name))(
  "a thousand comparisons leave nothing behind, %s",
  async (name) => {
    useBackend(name);
    const metrics = (await loadMetrics()).filter(({ heavy }) => !heavy);
    const random = randomFrom("growth");
    let asked = 0;
    const ask = (count: number): void => {
      for (const end = asked + count; asked < end; asked++) {
        // Other sizes than before, so that nothing can be kept by size.
        const [n, p] = [70 + (asked % 13), 33 + (asked % 7)];
        const [x, y] = pairOf(asked, { n, p1: p, p2: p - 2, latents: 5, noise: 1 });
        orNaN(() => metrics[asked % metrics.length]!.compare(x, y, { random }));
        forgetDerived();
      }
    };
    // Every metric has been asked: its code is compiled, and libraries have the memory that they keep.
    ask(3 * metrics.length);
    const before = held();
    ask(1000);
    const after = held();
    expect(after.own - before.own).toBeLessThan(3 * MIB);
    expect(after.resident - before.resident).toBeLessThan(48 * MIB);
  },
);
