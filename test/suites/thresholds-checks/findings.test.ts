import { describe, expect, it } from "vitest";
import type { Capture } from "../../../suites/ascent-checks/climb.ts";
import { describeThresholds } from "../../../suites/thresholds-checks/findings.ts";
import type { Thresholds } from "../../../suites/thresholds-checks/measure.ts";

const cell = (p95: number, tenth: Capture, decoding: readonly Capture[] = []): Thresholds => ({
  null: { p95, p99: p95 + 0.1 },
  noNull: "",
  ceiling: 0.9,
  noCeiling: "",
  source: "random halves of the units",
  components: Array.from({ length: 10 }, (_, i) => (i === 9 ? tenth : { kind: "from-start" })),
  shares: Array<number>(10).fill(0.1),
  decoding,
  noAscent: "",
});

const captured = (score: number): Capture => ({ kind: "captured", score, step: 1 });
const censored: Capture = { kind: "censored", score: 0.99 };

describe("describeThresholds", () => {
  const outcomeOf = (findings: ReturnType<typeof describeThresholds>, id: string) =>
    findings.find((finding) => finding.id === id)?.outcome;

  it("says which score is enough everywhere: the largest", () => {
    const findings = describeThresholds(
      new Map([
        ["ultrametric", [cell(0.2, captured(0.9)), cell(0.3, captured(0.7))]],
        ["low-rank", [cell(0.1, captured(0.6))]],
      ]),
    );
    const valueOf = (id: string) => (outcomeOf(findings, id) as { value: number }).value;
    expect(valueOf("everywhere/pc-10")).toBeCloseTo(0.8, 12);
    expect(valueOf("everywhere/null-95")).toBeCloseTo(0.25, 12);
    expect(valueOf("null-99/low-rank")).toBeCloseTo(0.2, 12);
    expect(findings.find(({ id }) => id === "everywhere/pc-10")!.note).toBe("by data set 0.60 to 0.80");
    // No data set has variables.
    expect(outcomeOf(findings, "everywhere/decoding-95")).toBeUndefined();
  });

  it("knows of no such score where one data set has none, and names it", () => {
    for (const other of [[censored], [censored, captured(0.8)]]) {
      const findings = describeThresholds(
        new Map([
          ["ultrametric", [cell(0.2, captured(0.9))]],
          ["low-rank", other.map((tenth) => cell(0.1, tenth))],
        ]),
      );
      const outcome = outcomeOf(findings, "everywhere/pc-10");
      expect(outcome?.status).toBe("undefined");
      expect((outcome as { reason: string }).reason).toContain("low-rank");
    }
  });

  it("has chance and the ceiling of a measure that cannot ascend", () => {
    const still = { ...cell(0.2, censored), components: [], shares: [], noAscent: "no gradient" };
    const findings = describeThresholds(new Map([["ultrametric", [still]]]));
    expect(findings.map(({ id }) => id)).toEqual([
      "null-95/ultrametric",
      "null-99/ultrametric",
      "ceiling/ultrametric",
    ]);
  });
});
