import { describe, expect, it } from "vitest";
import { session } from "../../../engine/host/session.ts";
import type { BatchMessage } from "../../../engine/host/messages.ts";
import { ALL_METRICS, ALL_SUITES } from "../support/catalogue.ts";

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

  it("refuses what the catalogue does not have", async () => {
    const missing = expect.objectContaining({ code: "engine/not-in-catalogue" }) as unknown;
    await expect(open.execute({ ...batch, suite: "x" }, () => undefined)).rejects.toEqual(missing);
    await expect(open.execute({ ...batch, metrics: ["x"] }, () => undefined)).rejects.toEqual(missing);
  });
});
