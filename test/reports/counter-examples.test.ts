import { describe, expect, it } from "vitest";
import type { Finding } from "../../core/finding.ts";
import { ok } from "../../core/outcome.ts";
import { counterExampleFiles } from "../../reports/counter-examples.ts";

const finding = (changes: Partial<Finding> = {}): Finding => ({
  id: "holds/triangle",
  suite: "axioms",
  metric: "cka-rbf-0.4@one-minus",
  title: "d(X, Z) ≤ d(X, Y) + d(Y, Z)",
  role: "description",
  unit: "",
  outcome: ok("violated"),
  note: "why",
  detail: {
    example: {
      matrices: { x: [[1], [0.1], [-2]], y: [[1, 2e-7], [3, 4], [5, 6]], z: [[0], [1], [2]] }, // prettier-ignore
      values: { "x,z": 1, "x,y": 0.25, "y,z": 0.25 },
    },
  },
  cells: 3,
  ...changes,
});

describe("counterExampleFiles", () => {
  it("are tables with every digit and a page with the commands", () => {
    const files = new Map(
      counterExampleFiles({ findings: [finding()] }).map(({ name, text }) => [name, text]),
    );
    expect([...files.keys()]).toEqual([
      "cka-rbf-0.4@one-minus-triangle-x.csv",
      "cka-rbf-0.4@one-minus-triangle-y.csv",
      "cka-rbf-0.4@one-minus-triangle-z.csv",
      "README.md",
    ]);
    expect(files.get("cka-rbf-0.4@one-minus-triangle-y.csv")).toBe("unit1,unit2\n1,2e-7\n3,4\n5,6\n");
    expect(files.get("README.md")).toContain(
      "etalon score cka-rbf-0.4@one-minus-triangle-x.csv cka-rbf-0.4@one-minus-triangle-z.csv --metrics cka-rbf-0.4@one-minus   # 1\n",
    );
  });

  it("make no file of a result without any, or of a detail that is none", () => {
    const none = [
      finding({ detail: { breach: 0 } }),
      finding({ suite: "other" }),
      finding({ id: "triangle-excess" }),
      finding({ detail: { example: { matrices: { x: [[1, 2], [3]] }, values: {} } } }), // prettier-ignore
    ];
    expect(counterExampleFiles({ findings: none })).toEqual([]);
  });

  it("have names that cannot leave their folder", () => {
    const names = counterExampleFiles({ findings: [finding({ metric: "../evil/id" })] }).map(
      ({ name }) => name,
    );
    expect(names[0]).toBe(".._evil_id-triangle-x.csv");
  });
});
