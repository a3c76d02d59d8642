import { describe, expect, it } from "vitest";
import type { Metric, Subject } from "../../../core/metric.ts";
import { undefinedBecause } from "../../../core/outcome.ts";
import { randomFrom } from "../../../core/random.ts";
import { exactNull } from "../../../metrics/calibration/exact-null.ts";
import { permutationNull } from "../../../metrics/calibration/permutation-null.ts";
import { metricById } from "../../../metrics/registry/index.ts";
import { backend } from "../../../linalg/index.ts";
import { representation } from "../../../representation/create.ts";
import { derivedBytes } from "../../../representation/derived.ts";
import { answer } from "../../support/answer.ts";
import { gaussian, pairOf } from "../../support/data.ts";

const [x, y] = pairOf(4, { n: 20 });
const random = randomFrom("permutation-null");

const subjectOf = (metric: Metric): Subject => ({
  info: metric,
  compare: (a, b) => answer(() => metric.compare(a, b, { random })),
  allPairs: () => [],
});

const subjects = async (...ids: string[]): Promise<Subject[]> =>
  (await Promise.all(ids.map(metricById))).map(subjectOf);

describe("the permutation null", () => {
  it("has the exact mean within four standard errors", async () => {
    const asked = await subjects("cka-linear", "cca-r2", "rsa-euclidean-pearson", "knn-mutual-k-3");
    const nulls = await permutationNull(asked, x, y, { draws: 200, random });
    nulls.forEach((found, k) => {
      const values = "values" in found ? found.values : [];
      const mean = values.reduce((a, b) => a + b, 0) / 200;
      const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / 199;
      const expected = exactNull(asked[k]!.info, x, y)!;
      expect(Math.abs(mean - expected), asked[k]!.info.id).toBeLessThan(4 * Math.sqrt(variance / 200));
    });
  });

  it("is the same in one piece and in ranges, alone and in company, and leaves no shuffled data behind", async () => {
    const [nbs, knn] = await subjects("nbs", "knn-mutual");
    const whole = await permutationNull([nbs!, knn!], x, y, { draws: 6, random });
    const before = derivedBytes();
    const first = await permutationNull([knn!], x, y, { draws: 2, random });
    const rest = await permutationNull([knn!], x, y, { draws: 4, random, from: 2 });
    expect(derivedBytes()).toBe(before);
    const values = [first[0]!, rest[0]!].flatMap((found) => ("values" in found ? found.values : []));
    expect(whole[1]).toMatchObject({ values });
  });

  it("reads draws far from the data in single precision, those close to it in double", async () => {
    const [one, two] = [representation(gaussian(640, 200, "x")), representation(gaussian(640, 210, "y"))];
    const asked = await subjects("cca-mean", "nbs", "pwcca", "shape-alpha-0.5", "svcca-mean", "gulp");
    const valuesOf = async (observed?: readonly number[]): Promise<number[][]> => {
      const options = { draws: 4, random, ...(observed === undefined ? {} : { observed }) };
      const nulls = await permutationNull(asked, one, two, options);
      return nulls.map((found) => ("values" in found ? [...found.values] : []));
    };
    const double = await valuesOf();
    const far = await valuesOf(asked.map(() => 1e9));
    // The data look as the second draw of each metric does.
    const near = await valuesOf(double.map((values) => values[1]!));
    double.forEach((values, k) => {
      const spread = Math.max(...values) - Math.min(...values);
      values.forEach((value, draw) => expect(Math.abs(far[k]![draw]! - value)).toBeLessThan(0.05 * spread));
      expect(near[k]![1]).toBe(values[1]);
    });
    const isSingle = backend().single !== undefined;
    expect(double.flat().some((value, k) => value !== far.flat()[k])).toBe(isSingle);
  });

  it("is of double precision for few units, and for few rows, where correlations come close to 1", async () => {
    const asked = await subjects("cca-mean", "mutual-information-gaussian", "nbs");
    for (const [n, p] of [
      [100, 20],
      [500, 200],
    ] as const) {
      // prettier-ignore
      const [one, two] = [representation(gaussian(n, p, "x")), representation(gaussian(n, p, "y"))];
      const double = await permutationNull(asked, one, two, { draws: 2, random });
      const far = await permutationNull(asked, one, two, { draws: 2, random, observed: [1e9, 1e9, 1e9] });
      expect(far).toEqual(double);
    }
  });

  it("keeps groups together", async () => {
    const seen: number[] = [];
    const spy: Subject = {
      info: await metricById("nbs"),
      compare: (_a, b) => {
        for (let row = 0; row < 20; row += 2) {
          const at = (i: number): number => b.values.data[i * b.p]!;
          seen.push(
            Array.from({ length: 10 }, (_, g) => 2 * g).findIndex(
              (i) => y.values.data[i * y.p] === at(row) && y.values.data[(i + 1) * y.p] === at(row + 1),
            ),
          );
        }
        return { status: "ok", value: 0 };
      },
      allPairs: () => [],
    };
    const groups = Array.from({ length: 20 }, (_, row) => row >> 1);
    const [found] = await permutationNull([spy], x, y, { draws: 1, random, groups });
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(found).toMatchObject({ assumption: expect.stringMatching(/groups are exchangeable/) as string });
  });

  it("has none for a metric that ignores rows, or that has no value for some order", async () => {
    const [ratio, nbs] = await subjects("norm-ratio", "nbs");
    let asked = 0;
    const failing: Subject = {
      ...nbs!,
      compare: () => (++asked === 2 ? undefinedBecause("no limit") : { status: "ok", value: 0.5 }),
    };
    const found = await permutationNull([ratio!, failing], x, y, { draws: 5, random });
    expect(found[0]).toMatchObject({ outcome: { status: "not-applicable" } });
    expect(found[1]).toEqual({ outcome: undefinedBecause("no limit") });
    expect(asked).toBe(2);
  });
});
