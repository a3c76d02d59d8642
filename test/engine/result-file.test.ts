import { describe, expect, it } from "vitest";
import type { Result } from "../../core/result.ts";
import { checkedResult, lastingText, resultText } from "../../engine/result-file.ts";

const result = (value: number, host = "here"): Result => ({
  schema: "etalon-result/1",
  manifest: {
    etalon: "0.0.0",
    code: "c",
    profile: "quick",
    seed: 1,
    plan: "p",
    backend: { name: "portable", description: "d" },
    node: "v20",
    processor: "x",
  },
  metrics: [],
  suites: [],
  coverage: [],
  findings: [
    {
      id: "f",
      suite: "s",
      metric: "m",
      title: "T",
      role: "description",
      unit: "",
      outcome: { status: "ok", value },
      detail: { b: [1, 2, 3], a: { z: "text", list: [[1], [2]] }, empty: {}, none: [] },
      cells: 1,
    },
  ],
  volatile: { finishedAt: "now", seconds: 1, host, workers: 1, cellsRun: 1, cellsResumed: 0 },
});

describe("checkedResult", () => {
  it("gives back what follows the schema", () => {
    expect(checkedResult(result(0.5))).toEqual(result(0.5));
  });

  it.each([NaN, Infinity])("refuses %d, and says where", (value) => {
    const invalid = expect.objectContaining({
      code: "result/invalid",
      message: expect.stringContaining("findings.0") as string,
    }) as unknown;
    expect(() => checkedResult(result(value))).toThrow(invalid);
  });
});

describe("resultText", () => {
  it("is JSON of the same value", () => {
    expect(JSON.parse(resultText(result(0.1)))).toEqual(result(0.1));
  });

  it("does not depend on the order in which keys were set", () => {
    const reversed = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(reversed)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, item]) => [key, reversed(item)]),
            )
          : value;
    expect(resultText(reversed(result(1)) as Result)).toBe(resultText(result(1)));
  });

  it("keeps lists of plain values on one line and gives every entry its own", () => {
    const lines = resultText(result(1)).split("\n");
    expect(lines).toContain('        "b": [1, 2, 3],');
    expect(lines).toContain('      "metric": "m",');
    expect(lines.at(-1)).toBe("");
  });
});

describe("lastingText", () => {
  it("leaves out what is volatile and nothing else", () => {
    expect(lastingText(result(1, "there"))).toBe(lastingText(result(1)));
    expect(lastingText(result(2))).not.toBe(lastingText(result(1)));
    expect(Object.keys(JSON.parse(lastingText(result(1))) as object)).not.toContain("volatile");
  });
});
