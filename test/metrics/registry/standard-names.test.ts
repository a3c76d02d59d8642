import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import { loadFamilies, loadMetrics, metricById } from "../../../metrics/registry/index.ts";
import { STANDARD_NAMES } from "../../../metrics/registry/standard-names.ts";
import { GOLDEN_EXEMPT } from "../../golden/names.ts";
import { GOLDEN_EXEMPT_KERNELS } from "../../golden/names-kernels.ts";
import { GOLDEN_EXEMPT_SHAPES } from "../../golden/names-shapes.ts";
import { GOLDEN_OF_STANDARD_NAMES } from "../../golden/standard-names.ts";
import { goldenPairs, goldenRows, type GoldenPair } from "../../support/golden.ts";

/** The collection's own list of names. */
const published = readFileSync(new URL("../../golden/standard-names.txt", import.meta.url), "utf8")
  .trim()
  .split("\n");

const VALUES: Readonly<Record<string, string>> = {
  sigma: "1.5",
  topk: "7",
  alpha: "0.5",
  dim: "7",
  n_components: "7",
};
const filled = (template: string, values = VALUES): string =>
  template.replaceAll(/\{(\w+)\}/g, (_, key: string) => values[key]!);

const answered = STANDARD_NAMES.flatMap((entry) => ("id" in entry ? [entry] : []));
const declined = STANDARD_NAMES.flatMap((entry) => ("reason" in entry ? [entry] : []));

describe("the standard names", () => {
  it("are those of the collection, each with one answer", () => {
    expect(published).toHaveLength(207);
    expect(STANDARD_NAMES.map(({ name }) => name).sort()).toEqual([...published].sort());
  });

  it("resolve to an id that is written as it stands, with the name's own placeholders", async () => {
    const placeholders = (text: string): string[] => text.match(/\{\w+\}/g) ?? [];
    for (const { name, id } of answered) {
      expect((await metricById(filled(id))).id).toBe(filled(id));
      expect(placeholders(id)).toEqual(placeholders(name));
    }
  });

  it("are aliases of nothing but the formula that they name", async () => {
    const idOf = new Map(STANDARD_NAMES.map((entry) => [entry.name, "id" in entry ? entry.id : "none"]));
    const wrong = (await loadFamilies()).flatMap((family) =>
      family.metrics.flatMap((template) =>
        [template.parse(family.id, ""), ...template.list(family.id)]
          .flatMap(({ aliases }) => aliases)
          .filter((alias) => idOf.has(alias) && !new RegExp(`^${template.name}(-|$)`).test(idOf.get(alias)!)),
      ),
    );
    expect(wrong).toEqual([]);
    const rsa = (await loadMetrics()).filter(({ id }) => /^rsa-/.test(id));
    for (const { id, aliases } of rsa) {
      const names = aliases.filter((alias) => alias.startsWith("rsa-rdm="));
      expect([id, ...names.map((name) => idOf.get(name))]).toEqual([id, id]);
    }
  });

  it("say why where there is no id", () => {
    expect(declined.length).toBeLessThan(12);
    for (const { reason } of declined) expect(reason.length).toBeGreaterThan(40);
  });

  it("are distances where they say so", async () => {
    for (const { name, id } of answered) {
      const { direction } = await metricById(filled(id));
      const saysDistance =
        /distance=|_distance$|difference|procrustes|orthogonal_|negative_log|compare=(euclidean|bures_metric)|^gulp$|^imd$/.test(
          name,
        ) && !/-(squared_)?score$|^wreath/.test(name);
      expect([name, direction]).toEqual([name, saysDistance ? "distance" : "similarity"]);
    }
  });
});

describe("the standard names that the golden set knows", () => {
  let pairs: Map<string, GoldenPair>;
  beforeAll(async () => {
    pairs = await goldenPairs();
  });
  const exempt = { ...GOLDEN_EXEMPT, ...GOLDEN_EXEMPT_KERNELS, ...GOLDEN_EXEMPT_SHAPES };

  it.each(GOLDEN_OF_STANDARD_NAMES)("%s is %s", async (name, measure, of, values) => {
    const entry = answered.find((one) => one.name === name)!;
    const metric = await metricById(filled(entry.id, values));
    let compared = 0;
    for (const { pair, value } of goldenRows().filter((row) => row.measure === measure)) {
      if (`${measure}/${pair}` in exempt) continue;
      const expected = of(value);
      // Zeros of distances are rounding on both sides.
      if (!Number.isFinite(expected) || Math.abs(value) < 1e-5) continue;
      const { x, y } = pairs.get(pair)!;
      const ours = metric.compare(x, y, { random: randomFrom("standard-names") });
      // An angle near zero carries half the digits of its cosine.
      const rounding = metric.unit === "radian" || metric.direction === "distance" ? 2e-6 : 1e-8;
      expect([pair, Math.abs(ours - expected) <= rounding * Math.max(1, Math.abs(expected))]).toEqual([
        pair,
        true,
      ]);
      compared++;
    }
    expect(compared).toBeGreaterThan(2);
  });
});
