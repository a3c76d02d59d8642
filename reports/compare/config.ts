import { z } from "zod";
import { EtalonError } from "../../core/errors.ts";
import { nearest } from "../../core/nearest.ts";

const level = z.enum(["error", "warn", "off"]);

const bounds = z.strictObject({
  /** The value must be at least, or at most, this. */
  min: z.number().optional(),
  max: z.number().optional(),
  /** How far the value may get worse than in the base, in the finding's unit. */
  maxDrop: z.number().nonnegative().optional(),
  /** Ids and globs of the metrics that it is for. */
  metrics: z.array(z.string().max(200)).optional(),
});

const budget = z.union([level, z.tuple([level]), z.tuple([level, bounds])]);

/** What `etalon compare` reads of a configuration file. */
export const compareConfigSchema = z.strictObject({
  budgets: z.record(z.string(), budget).default({}),
  /** A smaller change is never a regression: of a share as it is, of anything else relative to the base. */
  minimumEffect: z.number().nonnegative().default(0.01),
  /** Two numbers this close, absolutely or relatively, are the same. */
  tolerance: z.number().nonnegative().default(1e-9),
});

export type CompareConfig = z.infer<typeof compareConfigSchema>;

/** One line of `budgets`, in full. */
export interface Budget {
  readonly key: string;
  readonly suite: string;
  /** The finding's id, or the beginning of it up to a `/`; `""` for all of the suite. */
  readonly finding: string;
  readonly level: z.infer<typeof level>;
  readonly bounds: z.infer<typeof bounds>;
}

/** @throws EtalonError `config/invalid` with the first place that is wrong. */
export function readCompareConfig(value: unknown): CompareConfig {
  const parsed = compareConfigSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new EtalonError("config/invalid", `configuration: ${issue?.path.join(".") ?? ""} is wrong`, {
    got: issue?.message ?? "",
    remedy: 'a budget reads "layers/accuracy": ["error", { "min": 0.9 }]',
  });
}

/** The budgets of a configuration; `suites` are those that exist. @throws EtalonError `config/unknown-suite`. */
export function budgetsOf({ budgets }: CompareConfig, suites: readonly string[]): Budget[] {
  return Object.entries(budgets).map(([key, given]) => {
    const [suite = "", ...rest] = key.split("/");
    if (!suites.includes(suite)) {
      const near = nearest(suite, suites);
      throw new EtalonError(
        "config/unknown-suite",
        `configuration: budgets: no suite of the results is called "${suite}"`,
        {
          got: key,
          ...(near === undefined ? {} : { remedy: `did you mean "${near}"?` }),
        },
      );
    }
    const [severity, limits = {}] = typeof given === "string" ? [given] : given;
    return { key, suite, finding: rest.join("/"), level: severity, bounds: limits };
  });
}

const escape = (text: string): string => text.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&");

/** Whether a budget is about a finding. */
export function isAbout(
  { suite, finding, bounds: { metrics } }: Budget,
  about: { readonly suite: string; readonly id: string; readonly metric: string },
): boolean {
  if (about.suite !== suite) return false;
  if (finding !== "" && about.id !== finding && !about.id.startsWith(`${finding}/`)) return false;
  return (
    metrics === undefined ||
    metrics.some((glob) => new RegExp(`^${glob.split("*").map(escape).join(".*")}$`, "u").test(about.metric))
  );
}
