import { describe, expect, it } from "vitest";
import type { Suite } from "../../../core/suite.ts";
import { session } from "../../../engine/host/session.ts";
import type { BatchMessage } from "../../../engine/host/messages.ts";
import { ALL_METRICS, ALL_SUITES } from "../support/catalogue.ts";
import { gridSuite } from "../support/suites.ts";

const batch: BatchMessage = {
  type: "batch",
  suite: "grid",
  case: { id: "all", params: "all", replicates: 1 },
  replicate: 0,
  metrics: ["thrower", "difference"],
};
const open = session({ metrics: ALL_METRICS, suites: ALL_SUITES }, { profile: "quick", seed: 1 });

describe("session", () => {
  it("asks the metrics named, in that order", async () => {
    const statuses: string[] = [];
    await open.execute(batch, ({ index, outcome }) => void statuses.push(`${index} ${outcome.status}`));
    expect(statuses).toEqual(["0 error", "1 ok"]);
  });

  it("keeps the data of a batch that goes on until another one is executed", async () => {
    let made = 0;
    const counting: Suite = { ...gridSuite, prepare: (...given) => (made++, gridSuite.prepare(...given)) };
    const own = session({ metrics: ALL_METRICS, suites: [counting] }, { profile: "quick", seed: 1 });
    const madeBy = async (more: Partial<BatchMessage>): Promise<number> => {
      const before = made;
      await own.execute({ ...batch, metrics: ["difference"], ...more }, () => undefined);
      return made - before;
    };
    expect(await madeBy({ goesOn: true })).toBe(1);
    expect(await madeBy({ goesOn: true })).toBe(0);
    expect(await madeBy({ replicate: 1, goesOn: true })).toBe(1);
    expect(await madeBy({ goesOn: true })).toBe(1);
    // The last piece, and after it nothing is kept.
    expect(await madeBy({})).toBe(0);
    expect(await madeBy({})).toBe(1);
  });

  it("refuses what the catalogue does not have", async () => {
    const missing = expect.objectContaining({ code: "engine/not-in-catalogue" }) as unknown;
    await expect(open.execute({ ...batch, suite: "x" }, () => undefined)).rejects.toEqual(missing);
    await expect(open.execute({ ...batch, metrics: ["x"] }, () => undefined)).rejects.toEqual(missing);
  });
});
