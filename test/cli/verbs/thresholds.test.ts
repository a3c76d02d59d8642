import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import { npyBytes } from "../../../io/npy-write.ts";
import type { ThresholdPage } from "../../../reports/optimisation-thresholds/types.ts";
import { testFolder } from "../../io/support/folder.ts";
import { etalon } from "../support/terminal.ts";

const folder = testFolder();
const values = randomFrom(1, "thresholds").gaussianMatrix(30, 5).data;
const classes = Array.from({ length: 30 }, (_, i) => i % 2);
const shifted = values.map(
  (value, k) => value * [6, 4, 1, 1, 1][k % 5]! + (k % 5 === 0 ? 30 * classes[Math.floor(k / 5)]! : 0),
);
const file = folder.save("x.npy", Buffer.from(npyBytes({ shape: [30, 5], data: shifted })));
const labels = folder.save(
  "side.txt",
  Buffer.from(classes.map((k) => `${k === 0 ? "left" : "right"}\n`).join("")),
);

describe("etalon thresholds", () => {
  it("says for components and labels which score captures them, in data and as a page", async () => {
    const page = folder.save("page.html", Buffer.from(""));
    const line = ["thresholds", file, "--labels", labels, "--metrics", "nbs,cka-linear", "--starts", "2"];
    const { exitCode, data } = await etalon(...line, "--json", "--html", page);
    expect(exitCode).toBe(0);
    const { metrics, rows, units } = JSON.parse(data) as ThresholdPage;
    expect([rows, units]).toEqual([30, 5]);
    expect(metrics.map(({ metric }) => metric)).toEqual(["nbs", "cka-linear"]);
    for (const { components, labels: decoded } of metrics) {
      expect(components).toHaveLength(5);
      expect(decoded.map(({ name }) => name)).toEqual(["side"]);
    }
    // A component with an eightieth of the variance is nothing to CKA.
    const last = metrics.map(({ components }) => components[4]!);
    expect(last[0]!.atLeast).toBe(false);
    expect(last[1]!.score).toBeGreaterThan(last[0]!.score!);
    const html = readFileSync(page, "utf8");
    expect(html).toContain("<polyline");
    expect(html).toContain("PC 5");
  });

  it("prints the same for the same seed", async () => {
    const line = ["thresholds", file, "--metrics", "nbs", "--starts", "1"];
    const [first, second] = [await etalon(...line), await etalon(...line)];
    expect(first.data).toContain("PC 1");
    expect(second.data).toBe(first.data);
  });

  it("refuses no ascent at all", async () => {
    const { exitCode, told } = await etalon("thresholds", file, "--starts", "0");
    expect(exitCode).not.toBe(0);
    expect(told.join("\n")).toContain("--starts");
  });
});
