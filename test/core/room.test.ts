import { totalmem } from "node:os";
import { afterAll, describe, expect, it } from "vitest";
import { matrix, unfilled } from "../../core/matrix.ts";
import { memoryLimit, requireRoom } from "../../core/room.ts";
import { gaussian } from "../support/data.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { randomFrom } from "../../core/random.ts";
import { representation } from "../../representation/create.ts";

// Read once, when room is first asked for.
const given = process.env["ETALON_MEMORY"];
process.env["ETALON_MEMORY"] = "0.4";

describe("memoryLimit", () => {
  it("is what is said, or at most what the machine has", () => {
    expect(memoryLimit()).toBe(0.4 * 2 ** 30);
    delete process.env["ETALON_MEMORY"];
    expect(memoryLimit()).toBeGreaterThan(0);
    expect(memoryLimit()).toBeLessThanOrEqual(totalmem());
    process.env["ETALON_MEMORY"] = "0.4";
  });
});

afterAll(() => {
  if (given === undefined) delete process.env["ETALON_MEMORY"];
  else process.env["ETALON_MEMORY"] = given;
});

describe("requireRoom", () => {
  it("refuses what no machine has with the bytes needed, and nothing small", () => {
    const side = 2 ** 22;
    const message = `${8 * side * side} bytes needed`;
    expect(() => requireRoom(side * side, "a matrix")).toThrow(message);
    expect(() => matrix(side, side)).toThrow(message);
    expect(() => unfilled(side, side)).toThrow(message);
    expect(() => requireRoom(2 ** 20, "a matrix")).not.toThrow();
  });

  // A fifth of what is said to be there is 86 MB, n² numbers are 216 MB and n²/2 are 108.
  const n = 5200;

  it.each(["cka-rbf-0.4", "distance-correlation", "rsa-correlation-spearman", "rsa-euclidean-pearson"])(
    "%s of too many rows says how many bytes it would need",
    async (id) => {
      const metric = await metricById(id);
      const [x, y] = [representation(gaussian(n, 3, "large")), representation(gaussian(n, 3, "too"), "Y")];
      expect(() => metric.compare(x, y, { random: randomFrom(1) })).toThrow(/\d{9,} bytes needed/u);
    },
  );
});
