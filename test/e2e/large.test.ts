import { closeSync, openSync, truncateSync, writeSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../core/random.ts";
import { npyHeader } from "../../io/npy-write.ts";
import { availableBackends } from "../../linalg/index.ts";
import { temporaryFolders } from "../engine/support/folder.ts";
import { MAIN, startNode, type Ended } from "./support.ts";

// A pair that is larger than the memory it may take; with ETALON_SOAK a million rows of 256 units in 1 GiB.

const [N, P, GIB] = process.env["ETALON_SOAK"] ? [1_000_000, 256, 1] : [100_000, 64, 0.3];

const folder = temporaryFolders()();

/** Uniform noise, float32; `shared` is added to every unit of a row. */
function write(name: string, shared: number): string {
  const file = path.join(folder, name);
  const [own, common] = [randomFrom("large", name), randomFrom("large")];
  const handle = openSync(file, "w");
  writeSync(handle, npyHeader("<f4", [N, P]));
  const rows = new Float32Array(1000 * P);
  for (let from = 0; from < N; from += 1000) {
    for (let k = 0, level = 0; k < rows.length; k++) {
      if (k % P === 0) level = shared * common.uniform();
      rows[k] = own.uniform() + level;
    }
    writeSync(handle, new Uint8Array(rows.buffer));
  }
  closeSync(handle);
  return file;
}

/** Runs the command line, which says at its end how much memory it took at most. */
async function measured(...words: string[]): Promise<Ended & { readonly peak: number }> {
  const hook = 'process.on("exit", () => process.stderr.write(`peak ${process.resourceUsage().maxRSS}\\n`))';
  const ended = await startNode([
    "--import",
    `data:text/javascript,${encodeURIComponent(hook)}`,
    MAIN,
    ...words,
  ]).ended;
  return { ...ended, peak: Number(/peak (\d+)/.exec(ended.stderr)?.[1]) * 1024 };
}

describe("files larger than memory", () => {
  const [x, y] = [write("x.npy", 1), write("y.npy", 1)];
  // The portable backend takes its time.
  const native = availableBackends()[0]!.name === "native";

  it.skipIf(!native)("are compared in the memory allowed", async () => {
    const metrics = "cka-linear,nbs,cca-mean,linear-regression,knn-mutual";
    const { exitCode, stderr, stdout, peak } = await measured(
      ...["score", x, y, "--memory", String(GIB), "--metrics", metrics, "--subsample", "300", "--json"],
    );
    expect(stderr).toMatch(/rows are streamed/);
    expect(exitCode).toBe(0);
    expect(peak).toBeLessThan(GIB * 2 ** 30);
    const found = JSON.parse(stdout) as { metrics: { id: string; status: string; value: number }[] };
    expect(found.metrics.map(({ status }) => status)).toEqual(["ok", "ok", "ok", "ok", "ok"]);
    // One variable of variance P/12 in P dimensions, beside noise of 1/12 in each: λ₁ = (P + 1)/12, the others 1/12.
    // What is shared correlates by P/(P + 1).
    const cca = found.metrics.find(({ id }) => id === "cca-mean")!.value;
    // The others correlate by chance alone, some √(P/N) each.
    expect(cca).toBeGreaterThan(P / (P + 1) / P - 0.001);
    expect(cca).toBeLessThan(P / (P + 1) / P + 1.2 * Math.sqrt(P / N));
  });

  it("that end before their data are refused with what they hold", async () => {
    truncateSync(y, 5000);
    const { exitCode, stderr } = await measured("score", x, y, "--stream", "--metrics", "nbs");
    expect(exitCode).not.toBe(0);
    expect(stderr).toMatch(/ends before its data do.*4872 bytes where/);
  });
});
