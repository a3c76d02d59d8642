import type { Check, CheckCard, Verdict } from "../../../reports/check-card/types.ts";
import { makeMetric } from "../make.ts";

const check = (id: string, verdict: Verdict, changes: Partial<Check> = {}): Check => ({
  id: `laws/${id}`,
  verdict,
  title: id,
  value: "",
  note: "",
  advice: "",
  told: true,
  finding: {
    id,
    suite: "laws",
    metric: "m",
    title: id,
    role: "contract",
    unit: "",
    outcome: { status: "ok", value: "passed" },
    cells: 1,
  },
  ...changes,
});

/** A card with one check of each kind. */
export function exampleCard(): CheckCard {
  return {
    metric: makeMetric(),
    sections: [
      {
        suite: "laws",
        title: "Laws",
        question: "Does it keep them?",
        checks: [
          check("holds/range", "failed", {
            title: "every value in range",
            note: "it was 2",
            advice: "declare the range that occurs",
          }),
          check("triangle", "expected", { expected: "published so", advice: "use an angle" }),
          check("symmetry", "passed", { expected: "an old fault" }),
          check("bias", "measured", { value: "0.21", title: "mean over unrelated pairs" }),
          check("hidden/one", "passed", { told: false }),
          check("hidden/two", "passed", { told: false }),
        ],
      },
      { suite: "empty", title: "Empty", question: "?", checks: [] },
    ],
    counts: { passed: 3, failed: 1, expected: 1, "not-asked": 0, measured: 1 },
    unanswered: 0,
    provenance: "Etalon 0.0.0, quick",
  };
}
