import { spawnSync } from "node:child_process";
import path from "node:path";
import { loadMetrics } from "../../metrics/registry/index.ts";
import { rowLengths, secondMoments } from "../../metrics/registry/second-moments.ts";
import type { Section } from "../section.ts";

const GIB = 2 ** 30;

/** What must do with 2 GiB: every measure of second moments, and two of held-out rows. */
async function measures(quick: boolean): Promise<string[]> {
  if (quick) return ["cka-linear", "cca-mean", "ridge-cv"];
  const listed = await loadMetrics();
  const ofMoments = listed.filter((metric) => secondMoments(metric) !== undefined || rowLengths(metric));
  return [...ofMoments.map(({ id }) => id), "linear-regression-cv", "ridge-cv"];
}

interface Used {
  readonly peak: number;
  readonly seconds: number;
}

/** Peak memory of a comparison in a process of its own, at n = 50,000 and p = 512. */
export const memory: Section = async ({ quick, progress, add }) => {
  for (const id of await measures(quick)) {
    progress(`memory ${id}`);
    const script = path.join(import.meta.dirname, "..", "memory-process.ts");
    const { stdout, status } = spawnSync(process.execPath, ["--import", "tsx", script, id, "50000", "512"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    const used = status === 0 ? (JSON.parse(stdout) as Used) : { peak: Infinity, seconds: Infinity };
    const share = used.peak / (2 * GIB);
    add({
      section: "memory",
      name: `${id} 50000×512`,
      against: "2 GiB",
      ratio: { median: share, low: share, high: share },
      target: 1,
      ours: used.seconds,
      rounds: 1,
      note: `peak ${(used.peak / GIB).toFixed(2)} GiB, of which the data are ${((2 * 50000 * 512 * 8) / GIB).toFixed(2)} GiB`,
    });
  }
};
