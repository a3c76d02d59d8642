import type { Exported } from "../../../data/train/export.ts";
import { exportNetwork } from "../../../data/train/export.ts";
import type { ExportedRecurrent } from "../../../data/train/export-recurrent.ts";
import { exportRecurrent } from "../../../data/train/export-recurrent.ts";
import type { AttentionJob, ConvJob, RecurrentJob } from "../../../data/train/job.ts";
import { attentionJob, convJob, recurrentJob } from "../../../data/train/job.ts";
import type { Plan, Planned } from "../../../data/train/plan.ts";
import type { Trained } from "../../../data/train/run-job.ts";
import { runJob } from "../../../data/train/run-job.ts";
import { toyImages } from "./images.ts";

export const shipped = toyImages(50, 9);
export const dataset = {
  training: toyImages(100, 1),
  validation: toyImages(40, 2),
  large: toyImages(120, 4),
  test: toyImages(60, 3),
  shipped,
};

const planned: readonly Planned[] = [
  ...[0, 1].map((seed) => ({
    id: `toy/seed-${seed}`,
    job: convJob({ seed, weightDecay: 0.01, epochs: 2, stack: "c4", width: 0.5, batch: 20 }),
  })),
  {
    id: "toy/attention",
    job: { ...attentionJob({ seed: 0, peakRate: 0.01, weightDecay: 0.01 }), epochs: 1 },
  },
];

/** Two small convolutional networks and an attention network, hardly trained, and how a zoo of them is laid out. */
export const plan: Plan = {
  batches: [{ file: "toy.bin", networks: planned }],
  groups: [{ name: "toy", title: "Toys", networks: ["toy/attention", "toy/seed-1", "toy/seed-0"] }],
  recurrent: [{ id: "toy/recurrent", job: { ...recurrentJob(0), steps: 5 } }],
};

/** Trains and exports the recurrent network. */
export function toyRecurrent(): { trained: Trained<RecurrentJob>; exported: ExportedRecurrent } {
  const { id, job } = plan.recurrent[0]!;
  const trained = { ...runJob(job, dataset), job };
  return { trained, exported: exportRecurrent(id, trained) };
}

/** Trains and exports all image networks. */
export function toyZoo(): {
  trained: Trained<ConvJob | AttentionJob>[];
  exported: Map<string, Exported>;
  first: Exported;
  attention: Exported;
} {
  const trained = planned.map(({ job }) => ({ ...runJob(job, dataset), job }));
  const all = trained.map((network, i) => exportNetwork(planned[i]!.id, network, shipped));
  return {
    trained,
    exported: new Map(all.map((one) => [one.entry.id, one])),
    first: all[0]!,
    attention: all[2]!,
  };
}
