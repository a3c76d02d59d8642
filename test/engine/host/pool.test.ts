import { describe, expect, it } from "vitest";
import type { Metric } from "../../../core/metric.ts";
import type { Outcome } from "../../../core/outcome.ts";
import type { Suite } from "../../../core/suite.ts";
import { runInline } from "../../../engine/host/inline.ts";
import type { OpenMessage } from "../../../engine/host/messages.ts";
import { runPool } from "../../../engine/host/pool.ts";
import type { OnOutcome } from "../../../engine/host/slot.ts";
import { makePlan } from "../../../engine/plan.ts";
import { backend } from "../../../linalg/index.ts";
import { TEST_CATALOGUE } from "../support/catalogue.ts";
import { counted, dice, difference, killer, mutator, shy, thrower } from "../support/metrics.ts";
import { gridSuite, pairSuite } from "../support/suites.ts";

const PAIRS = [pairSuite(), gridSuite];
const never = new AbortController().signal;

function planOf(metrics: readonly Metric[], suites: readonly Suite[] = PAIRS): ReturnType<typeof makePlan> {
  return makePlan({ metrics, suites, profile: "quick", seed: 1 });
}

const open = (metrics: readonly Metric[], suites: readonly Suite[] = PAIRS): OpenMessage => ({
  type: "open",
  catalogue: TEST_CATALOGUE,
  metrics: metrics.map(({ id }) => id),
  suites: suites.map(({ id }) => id),
  profile: "quick",
  seed: 1,
  budget: 2 ** 28,
});

/** A collector of outcomes by metric, suite, case and replicate. */
function collector(): { outcomes: Map<string, Outcome>; onOutcome: OnOutcome } {
  const outcomes = new Map<string, Outcome>();
  return {
    outcomes,
    onOutcome: ({ spec }, outcome) => {
      const key = `${spec.metric} ${spec.suite} ${spec.case} ${spec.replicate}`;
      expect(outcomes.has(key)).toBe(false);
      outcomes.set(key, outcome);
    },
  };
}

async function pooled(
  metrics: readonly Metric[],
  suites = PAIRS,
  workers = 2,
): Promise<Map<string, Outcome>> {
  const { outcomes, onOutcome } = collector();
  const options = { workers, open: open(metrics, suites), backend: backend(), signal: never };
  await runPool(planOf(metrics, suites).batches, options, onOutcome);
  return outcomes;
}

describe("runPool", () => {
  it("gives the outcomes that one process gives", async () => {
    const metrics = [difference, dice, thrower, mutator];
    const { outcomes, onOutcome } = collector();
    await runInline(
      planOf(metrics).batches,
      { metrics, suites: PAIRS },
      { profile: "quick", seed: 1 },
      never,
      onOutcome,
    );
    expect(outcomes.size).toBe(16);
    expect(Object.fromEntries(await pooled(metrics))).toEqual(Object.fromEntries(outcomes));
  });

  it("calls only the metric that kills its process crashed", async () => {
    const outcomes = await pooled([difference, killer, dice], [pairSuite([4], 1), gridSuite]);
    expect(outcomes.size).toBe(2 + 3);
    for (const [key, outcome] of outcomes) {
      if (key.startsWith("killer")) {
        expect(outcome).toEqual({ status: "crashed", message: "its process ended with signal SIGKILL" });
      } else expect(outcome.status).toBe("ok");
    }
  });

  it("asks once more, alone in a fresh process, before it calls a metric crashed", async () => {
    const suites = [gridSuite];
    const outcomes = await pooled([counted, shy], suites, 1);
    expect(outcomes.get("counted@1 grid@1 all 0")?.status).toBe("ok");
    expect(outcomes.get("shy@1 grid@1 all 0")).toEqual({ status: "ok", value: Array<number>(9).fill(0.25) });
  });

  it("stops at once when it is told to, with the reason given", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const batches = planOf([difference], [pairSuite([4, 5, 6, 7], 50)]).batches;
    let seen = 0;
    const running = runPool(
      batches,
      {
        workers: 2,
        open: open([difference], [pairSuite()]),
        backend: backend(),
        signal: controller.signal,
      },
      () => {
        seen++;
        controller.abort(reason);
      },
    );
    await expect(running).rejects.toBe(reason);
    expect(seen).toBe(1);
    const late = runPool(
      batches,
      { workers: 1, open: open([difference]), backend: backend(), signal: controller.signal },
      () => {
        throw new Error("must not run");
      },
    );
    await expect(late).rejects.toBe(reason);
  });

  it("stops with the error of whoever receives the outcomes", async () => {
    const full = new Error("disk full");
    const receive = (): never => {
      throw full;
    };
    const options = { workers: 2, open: open([difference]), backend: backend(), signal: never };
    await expect(runPool(planOf([difference]).batches, options, receive)).rejects.toBe(full);
  });

  it("stops when a worker cannot load the catalogue or has another backend", async () => {
    const { batches } = planOf([difference]);
    const run = (more: object): Promise<void> =>
      runPool(
        batches,
        { workers: 1, open: open([difference]), backend: backend(), signal: never, ...more },
        () => undefined,
      );
    const withCode = (code: string): unknown => expect.objectContaining({ code });
    await expect(
      run({ open: { ...open([difference]), catalogue: "file:///no/such/module.ts" } }),
    ).rejects.toEqual(withCode("engine/worker-fault"));
    await expect(run({ backend: { name: backend().name, description: "another" } })).rejects.toEqual(
      withCode("engine/backend-differs"),
    );
    await expect(run({ open: { ...open([difference]), metrics: [] } })).rejects.toEqual(
      withCode("engine/not-in-catalogue"),
    );
  });
});
