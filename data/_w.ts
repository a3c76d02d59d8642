import { contentHash } from "../core/hash.ts";
import { convArchitecture } from "../generators/networks/architecture.ts";
import { openCache } from "./train/cache.ts";
import { DEBIAN_FOLDER, SIZES, loadDataset } from "./train/dataset.ts";
import { exportNetwork } from "./train/export.ts";
import { exportRecurrent } from "./train/export-recurrent.ts";
import { attentionJob } from "./train/job.ts";
import type { Job } from "./train/job.ts";
import { convSweep, planZoo } from "./train/plan.ts";
import { chooseRecipe } from "./train/recipe.ts";
import { referenceOf } from "./train/reference.ts";
import { runJob, type Trained } from "./train/run-job.ts";
import { describeSource, sourceHashes } from "./train/source.ts";
import { writeZoo } from "./train/write-zoo.ts";
const dataset = loadDataset(DEBIAN_FOLDER);
const { shipped } = dataset;
const hashes = sourceHashes(DEBIAN_FOLDER);
const cache = openCache("node_modules/.cache/etalon-zoo", contentHash(hashes));
const get = <J extends Job>(job: J): Trained<J> => {
  let t = cache.read(job);
  if (!t) {
    t = runJob(job, dataset);
    cache.write(t);
  }
  return { ...t, job };
};
const conv = chooseRecipe(convSweep().map(get), ["weightDecay"]);
const full = planZoo({
  conv: conv.job,
  attention: attentionJob({ seed: 0, peakRate: 1e-3, weightDecay: 0.1 }),
});
const plan = { ...full, batches: full.batches.slice(0, 1), groups: full.groups.slice(0, 1) };
const recurrent = full.recurrent
  .slice(0, +process.argv[2]!)
  .map(({ id, job }) => exportRecurrent(id, get(job)));
const exported = new Map(
  plan.batches
    .flatMap((b) => b.networks)
    .map(({ id, job }) => [id, exportNetwork(id, get(job), shipped)] as const),
);
writeZoo("data/zoo", plan, exported, shipped, {
  recurrent,
  recipe: { conv },
  references: [
    referenceOf(
      exported.get("c6/seed-0")!,
      convArchitecture("c6").layers.map((l) => l.name),
      shipped,
    ),
  ],
  provenance: {
    images: describeSource(hashes),
    split: SIZES,
    preparation:
      "28×28 bytes to 14×14 by the mean of 2×2, rounded; the classes of the shipped images are balanced",
    script: "data/train.ts (npm run zoo)",
    seeds: "core/random.ts; every network's seed is in index.json",
  },
});
