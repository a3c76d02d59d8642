import { z } from "zod";
import type { Finding } from "../../core/finding.ts";

/** Behind `invariance: verdict/<transform>/<side>`. */
const verdictSchema = z.object({
  declared: z.boolean(),
  measured: z.enum(["invariant", "sensitive", "undefined"]),
  effect: z.number().optional(),
});

/** Behind `dose/<name>`: the effect of each dose. */
const doseSchema = z
  .object({
    dose: z.array(z.number()),
    effect: z.array(z.number()),
    unit: z.string(),
    label: z.string(),
  })
  .refine(({ dose, effect }) => dose.length === effect.length && dose.length >= 2);

/** Behind `identities: identity/<name>`. */
const identitySchema = z.object({
  deviation: z.number().optional(),
  tolerance: z.number(),
  title: z.string(),
});

/** Behind `layers: accuracy/<set>`; `confusion` has a row for each true layer, of shares of best matches. */
const accuracySchema = z
  .object({
    perLayer: z.array(z.number()),
    layers: z.array(z.string()),
    confusion: z.array(z.array(z.number())),
    tied: z.number(),
    saturated: z.boolean(),
    /** The accuracy with one network left out, for each. */
    leftOut: z.array(z.number()).optional(),
  })
  .refine(({ perLayer, layers, confusion }) => {
    const k = layers.length;
    return perLayer.length === k && confusion.length === k && confusion.every((row) => row.length === k);
  });

/** Behind `pc-variance: loss/…` and `kept/…`: a curve for each spectrum. */
const curvesSchema = z.object({
  curves: z.array(
    z
      .object({ name: z.string(), x: z.array(z.number()), y: z.array(z.number()) })
      .refine(({ x, y }) => x.length === y.length),
  ),
});

const seriesSchema = z
  .object({
    name: z.string(),
    x: z.array(z.number()).min(1),
    y: z.array(z.number()),
    mark: z.enum(["line", "dot", "up", "cross", "bar", "tick"]).optional(),
  })
  .refine(({ x, y }) => x.length === y.length);

const bandSchema = z
  .object({
    name: z.string(),
    x: z.array(z.number()).min(1),
    low: z.array(z.number()),
    high: z.array(z.number()),
  })
  .refine(({ x, low, high }) => x.length === low.length && x.length === high.length);

/** A picture that a suite describes: series of points over two axes, and an area. */
const plotSchema = z
  .object({
    title: z.string(),
    x: z.string(),
    y: z.string(),
    log: z.boolean().optional(),
    rows: z.array(z.string()).optional(),
    series: z.array(seriesSchema),
    band: bandSchema.optional(),
  })
  .refine(({ series, band }) => series.length > 0 || band !== undefined);

/** Behind findings of `optimisation`, `joint` and `thresholds`. */
const plotsSchema = z.object({ plots: z.array(z.unknown()) });

export type PlotDetail = z.infer<typeof plotSchema>;
export type SeriesDetail = z.infer<typeof seriesSchema>;
export type VerdictDetail = z.infer<typeof verdictSchema>;
export type DoseDetail = z.infer<typeof doseSchema>;
export type IdentityDetail = z.infer<typeof identitySchema>;
export type AccuracyDetail = z.infer<typeof accuracySchema>;
export type Curve = z.infer<typeof curvesSchema>["curves"][number];

function reader<T>(schema: z.ZodType<T>): (finding: Finding) => T | undefined {
  return (finding) => {
    const parsed = schema.safeParse(finding.detail);
    return parsed.success ? parsed.data : undefined;
  };
}

/*
 * The details that the reports draw. Whatever has another shape, because a suite changed or a file was made by hand,
 * reads as undefined and its finding is shown as a plain value.
 */
export const readVerdict: (finding: Finding) => VerdictDetail | undefined = reader(verdictSchema);
export const readDose: (finding: Finding) => DoseDetail | undefined = reader(doseSchema);
export const readIdentity: (finding: Finding) => IdentityDetail | undefined = reader(identitySchema);
export const readAccuracy: (finding: Finding) => AccuracyDetail | undefined = reader(accuracySchema);
export const readCurves = (finding: Finding): readonly Curve[] | undefined =>
  reader(curvesSchema)(finding)?.curves;

/** The pictures behind a finding; one without a point is left out. */
export const readPlots = (finding: Finding): readonly PlotDetail[] | undefined =>
  reader(plotsSchema)(finding)?.plots.flatMap((plot) => {
    const parsed = plotSchema.safeParse(plot);
    return parsed.success ? [parsed.data] : [];
  });
