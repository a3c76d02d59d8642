import { describe, expect, it } from "vitest";
import path from "node:path";
import { loadCandidate } from "../../../cli/check/load.ts";
import { randomFrom } from "../../../core/random.ts";
import { representation } from "../../../representation/create.ts";
import { thrownBy } from "../../io/support/faults.ts";
import { testFolder } from "../../io/support/folder.ts";

const folder = testFolder();
const root = path.join(import.meta.dirname, "..", "..", "..");
const METRIC = `{ id: "mine", direction: "distance", range: [0, 9], symmetric: true, invariances: [], compare: () => 4 }`;
const X = representation(randomFrom(2).gaussianMatrix(5, 3));

describe("loadCandidate", () => {
  it("knows ids", async () => {
    expect((await loadCandidate("cka-linear")).metric.title).toBe("Linear CKA");
    expect(String(await thrownBy(() => loadCandidate("cka-linaer")))).toContain('did you mean "cka-linear"?');
  });

  it("reads a file's metric, and what its author expects to fail", async () => {
    const file = folder.save(
      "mine.mjs",
      `export default ${METRIC};\nexport const expectedFailures = { "axioms/holds/range": "unbounded" };`,
    );
    const { metric, expectedFailures } = await loadCandidate(file);
    expect(metric.compare(X, X, { random: randomFrom(1) })).toBe(4);
    expect(expectedFailures).toEqual({ "axioms/holds/range": "unbounded" });
    const common = folder.save("common.cjs", `module.exports = ${METRIC};`);
    expect((await loadCandidate(common)).metric.id).toBe("mine");
  });

  it("reads a definition of Etalon's own kind, one of several by name", async () => {
    const family = path.join(root, "metrics", "cka.ts");
    expect((await loadCandidate(`${family}#cka-linear`)).metric.id).toBe("cka-linear");
    expect(String(await thrownBy(() => loadCandidate(family)))).toMatch(
      /where one is needed.*name one, as in/,
    );
    expect(String(await thrownBy(() => loadCandidate(`${family}#cka-linaer`)))).toContain(
      "cka.ts#cka-linear",
    );
  });

  it("reads the worked example, which is TypeScript", async () => {
    const { metric } = await loadCandidate(path.join(root, "examples", "mean-response.ts"));
    expect(metric.compare(X, X, { random: randomFrom(1) })).toBeCloseTo(1, 12);
  });

  it.each([
    ["a file that is not there", () => folder.path("none.ts"), /none\.ts: does not exist; check the path$/],
    [
      "a file of another kind",
      () => folder.save("m.py", "x"),
      /a JavaScript or TypeScript file \(got \.py\)/,
    ],
    ["a folder", () => folder.path("."), /a JavaScript or TypeScript file \(got no extension\)/],
    [
      "what cannot be loaded",
      () => folder.save("t.mjs", "throw new Error('no luck')"),
      /cannot be loaded \(got no luck\)/,
    ],
    [
      "no default export",
      () => folder.save("n.mjs", "export const x = 1"),
      /must export a metric by default/,
    ],
  ])("refuses %s", async (_what, file, sentence) => {
    const message = String(await thrownBy(() => loadCandidate(file())));
    expect(message).toMatch(sentence);
    expect(message).not.toContain("\n");
  });
});
