import { describe, expect, it } from "vitest";
import { questionsOf, RESCALINGS } from "../../../suites/pc-variance-checks/questions.ts";

const lambda = [8, 4, 2, 1];
const questions = questionsOf(lambda);
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

describe("questionsOf", () => {
  it("begins with X itself and unrelated data, by which losses are measured", () => {
    expect(questions.slice(0, 2).map(({ kind }) => kind)).toEqual(["identity", "unrelated"]);
  });

  it("asks about every component and every number of components kept", () => {
    const asked = (kind: string): number[] =>
      questions.filter((question) => question.kind === kind).map(({ which }) => which);
    expect(asked("replace")).toEqual([0, 1, 2, 3]);
    expect(asked("remove")).toEqual([0, 1, 2, 3]);
    expect(asked("largest")).toEqual([1, 2, 3]);
    expect(asked("smallest")).toEqual([1, 2, 3]);
    expect(new Set(asked("decorrelate"))).toEqual(new Set([0, 2, 3]));
  });

  it("keeps the total variance when variances are rescaled", () => {
    const rescaled = questions.filter(({ kind }) => kind === "rescale");
    expect(rescaled.map(({ dose }) => dose)).toEqual(Object.keys(RESCALINGS));
    for (const { change } of rescaled) expect(total(change.variances)).toBeCloseTo(total(lambda), 12);
    expect(rescaled.find(({ dose }) => dose === "first two swapped")!.change.variances).toEqual([4, 8, 2, 1]);
  });
});
