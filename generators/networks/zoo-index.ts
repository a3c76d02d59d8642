import { z } from "zod";

/** A share of correct answers. */
const share = z.number().min(0).max(1);

const file = z.strictObject({ file: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/** What is known of one trained network. */
export const networkEntrySchema = z.strictObject({
  id: z.string(),
  seed: z.number().int(),
  architecture: z.enum(["c4", "c6", "c8", "attention"]),
  /** Multiplies the channels of a convolutional network. */
  width: z.number().positive(),
  epochs: z.number().int().positive(),
  /** Number of training images. */
  images: z.number().int().positive(),
  peakRate: z.number().positive(),
  weightDecay: z.number().nonnegative(),
  labelNoise: share,
  classes: z.enum(["all", "lower", "upper"]),
  scale: z.strictObject({ mean: z.number(), deviation: z.number().positive() }),
  /** Where its half-precision numbers begin in the file of its batch, in bytes. */
  offset: z.number().int().nonnegative(),
  accuracy: z.strictObject({
    /** On the images by which recipes were chosen. */
    validation: share,
    /** On all 10,000 test images, before rounding to half precision. */
    test: share,
    /** On the shipped test images, before and after rounding. */
    shipped: share,
    shippedHalf: share,
  }),
});

export type NetworkEntry = z.infer<typeof networkEntrySchema>;

/** What is known of one recurrent network. */
export const recurrentEntrySchema = z.strictObject({
  id: z.string(),
  seed: z.number().int(),
  offset: z.number().int().nonnegative(),
  /** Right answers in 10,000 fresh trials, before and after rounding. */
  accuracy: z.strictObject({ test: share, testHalf: share }),
});

export type RecurrentEntry = z.infer<typeof recurrentEntrySchema>;

/** `data/zoo/index.json`: the images, the files of weights, and which networks form a group. */
export const zooIndexSchema = z.strictObject({
  images: file.extend({
    count: z.number().int().positive(),
    height: z.number().int().positive(),
    width: z.number().int().positive(),
    channels: z.number().int().positive(),
  }),
  labels: file,
  batches: z.array(file.extend({ networks: z.array(networkEntrySchema) })),
  recurrent: file.extend({ networks: z.array(recurrentEntrySchema) }),
  groups: z.array(z.strictObject({ name: z.string(), title: z.string(), networks: z.array(z.string()) })),
});

export type ZooIndex = z.infer<typeof zooIndexSchema>;
