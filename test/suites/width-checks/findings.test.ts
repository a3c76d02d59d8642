import { describe, expect, it } from "vitest";
import { ok, undefinedBecause, type Outcome } from "../../../core/outcome.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { widthFindings } from "../../../suites/width-checks/findings.ts";

const cell = (p: number, outcome: Outcome, replicate = 0) => ({
  case: { id: `p-${p}`, params: { n: 10, p }, replicates: 2 },
  replicate,
  outcome,
});
const apart = ok({ related: [3, 4], unrelated: [1, 2] });
const mixed = ok({ related: [1, 2], unrelated: [1, 2] });

describe("the findings of width", () => {
  it("average the separation over widths from n on, with an interval over data sets", async () => {
    const metric = await metricById("nbs");
    const found = widthFindings(metric, [
      cell(5, apart),
      cell(5, apart, 1),
      cell(10, apart),
      cell(10, mixed, 1),
      cell(20, mixed),
      cell(20, mixed, 1),
    ]);
    const of = (id: string) => found.find((one) => one.id === `${id}/10`)!;
    expect(of("contrast-wide")).toMatchObject({
      outcome: ok(0.625),
      better: "higher",
      chance: 0.5,
      cells: 4,
    });
    expect(of("contrast-narrow").outcome).toEqual(ok(1));
    // 0.75 on average at p = n, ½ at 2n.
    expect(of("lost-at").outcome).toEqual(ok(1));
  });

  it("turn a distance around", async () => {
    const distance = await metricById("procrustes");
    const [wide] = widthFindings(distance, [cell(10, apart), cell(10, apart, 1)]);
    expect(wide!.outcome).toEqual(ok(0));
  });

  it("say where values end", async () => {
    const metric = await metricById("nbs");
    const found = widthFindings(metric, [
      cell(2, apart),
      cell(5, apart),
      cell(10, undefinedBecause("no limit")),
    ]);
    expect(found.find(({ id }) => id === "lost-at/10")!.outcome).toEqual(ok("no value beyond 0.5·n"));
    expect(found.find(({ id }) => id === "contrast-wide/10")!.outcome).toEqual(undefinedBecause("no limit"));
  });
});
