import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import { both, SIDE } from "../../../metrics/families/invariance-classes.ts";
import { defineMetric } from "../../../metrics/registry/define.ts";
import { number, word } from "../../../metrics/registry/params.ts";
import { pairOf } from "../../support/data.ts";

const shared = {
  name: "ratio",
  version: 3,
  formula: "p1/p2",
  cite: "doi:10.0/0",
  direction: "similarity",
  range: [0, 1],
  invariances: both(SIDE.rigid),
  cost: "1",
} as const;

const template = defineMetric({
  ...shared,
  title: ({ power }) => `Ratio to the power ${power}`,
  symmetric: ({ side }) => side === "both",
  params: { power: number("power", 1, "the exponent"), side: word("side", ["x", "both"], "x", "whose") },
  listed: [{}, { power: 2, side: "both" }],
  compare: (x, y, { power }) => (x.p / y.p) ** power,
});

describe("defineMetric", () => {
  it("makes a metric for every listed variant, whose fields follow from its parameters", () => {
    const [plain, squared] = template.list("family");
    expect(plain).toMatchObject({
      id: "ratio",
      title: "Ratio to the power 1",
      symmetric: false,
      family: "family",
    });
    expect(squared).toMatchObject({
      id: "ratio-power-2-side-both",
      title: "Ratio to the power 2",
      symmetric: true,
    });
    const [x, y] = pairOf(1, { p1: 2, p2: 4 });
    const context = { random: randomFrom("define") };
    expect([plain!.compare(x, y, context), squared!.compare(x, y, context)]).toEqual([0.5, 0.25]);
    expect(template.parse("family", "side-both-power-2").id).toBe(squared!.id);
  });

  it("fills in what is not said, and offers no gradient that there is none of", () => {
    const [metric] = defineMetric({ ...shared, title: "Ratio", compare: () => 1 }).list("family");
    expect(metric).toMatchObject({
      symmetric: true,
      axioms: "none",
      minimumRows: 2,
      control: false,
      usesCorrespondence: true,
      differentiable: false,
      aliases: [],
    });
    for (const field of ["gradient", "allPairs", "similarity", "unit"])
      expect(metric).not.toHaveProperty(field);
  });

  it("refuses a declaration that is not closed", () => {
    const open = defineMetric({
      ...shared,
      title: "Ratio",
      invariances: { x: ["orthogonal"], y: [] },
      compare: () => 1,
    });
    expect(() => open.list("family")).toThrow(/"ratio".*imply "permutation"/);
  });
});
