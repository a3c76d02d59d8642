import { expect, it } from "vitest";
import { runJob } from "../../../data/train/run-job.ts";
import { dataset, plan } from "./toy-zoo.ts";

it.each(plan.batches[0]!.networks.slice(1))(
  "$id: reports its epochs and measures on validation and test images apart",
  ({ job }) => {
    const epochs: number[] = [];
    const trained = runJob(job, dataset, (epoch, loss) => {
      epochs.push(epoch);
      expect(loss).toBeGreaterThan(0);
    });
    expect(epochs).toEqual(Array.from({ length: job.epochs }, (_, i) => i));
    expect(trained.job).toBe(job);
    const { validation, test } = trained.accuracy;
    // Of 40 and of 60 images.
    expect(validation * 40).toBeCloseTo(Math.round(validation * 40), 9);
    expect(test * 60).toBeCloseTo(Math.round(test * 60), 9);
  },
);
