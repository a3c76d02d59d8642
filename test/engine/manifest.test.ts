import { describe, expect, it } from "vitest";
import { manifestSchema } from "../../core/result.ts";
import { makeHeader, makeManifest } from "../../engine/manifest.ts";
import { makePlan } from "../../engine/plan.ts";
import { headerSchema } from "../../engine/store/header.ts";
import { difference } from "./support/metrics.ts";
import { gridSuite, pairSuite } from "./support/suites.ts";

const backend = { name: "portable", description: "d" } as const;
const code = { version: "1.2.3", code: "c0de" };
const plan = makePlan({ metrics: [difference], suites: [gridSuite], profile: "full", seed: 5 });
const manifest = makeManifest(plan, code, backend);

describe("makeManifest", () => {
  it("follows the schema and says what was run with what", () => {
    expect(manifestSchema.parse(manifest)).toEqual(manifest);
    expect(manifest).toMatchObject({
      etalon: "1.2.3",
      code: "c0de",
      profile: "full",
      seed: 5,
      plan: plan.hash,
      backend,
    });
  });
});

describe("makeHeader", () => {
  it("is the same for another plan of the same profile, seed and code", () => {
    const other = makePlan({ metrics: [difference], suites: [pairSuite()], profile: "full", seed: 5 });
    expect(makeHeader(makeManifest(other, code, backend))).toEqual(makeHeader(manifest));
    expect(headerSchema.parse(makeHeader(manifest))).toEqual(makeHeader(manifest));
  });
});
