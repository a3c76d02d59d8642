import { spawnSync } from "node:child_process";
import path from "node:path";
import type { Section } from "../section.ts";

const GIB = 2 ** 30;

/** Measures of second moments that must do with 2 GiB. */
const LARGE = [
  ...["cka-linear", "cka-debiased", "cca-mean", "svcca-mean", "pwcca", "nbs", "procrustes-angular"],
  ...["shape-alpha-0.5", "linear-regression", "ridge-cv"],
];

interface Used {
  readonly peak: number;
  readonly seconds: number;
}

/** Peak memory of a comparison in a process of its own, at n = 50,000 and p = 512. */
export const memory: Section = ({ quick, progress, add }) => {
  for (const id of quick ? LARGE.slice(0, 3) : LARGE) {
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
  return Promise.resolve();
};
