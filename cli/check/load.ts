import { realpath } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { EtalonError, messageOf } from "../../core/errors.ts";
import type { Metric } from "../../core/metric.ts";
import { nearest } from "../../core/nearest.ts";
import { Undefined } from "../../core/outcome.ts";
import { systemError } from "../../io/system-error.ts";
import type { Family, MetricTemplate } from "../../metrics/registry/define.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { metricOf, requireAuthorMetric } from "./author.ts";

/** A metric to be checked, and which of its checks its author expects to fail. */
export interface Candidate {
  readonly metric: Metric;
  readonly expectedFailures: Readonly<Record<string, string>>;
}

const MODULE = /\.[cm]?[jt]s(#.*)?$/;

/** Whether a word names a file; ids have neither such an ending nor a folder. */
const isFile = (word: string): boolean => MODULE.test(word) || /[\\/]/.test(word);

let hooked = false;

/** Node 20 reads TypeScript with tsx only; where these sources themselves run, something does so already. */
async function readTypeScript(): Promise<void> {
  if (hooked || import.meta.url.endsWith(".ts")) return;
  hooked = true;
  // Outside a package of ES modules Node takes a file for CommonJS, which another hook reads.
  const hooks = [await import("tsx/cjs/api"), await import("tsx/esm/api")];
  for (const { register } of hooks) register();
}

async function importModule(file: string): Promise<Record<string, unknown>> {
  let real: string;
  try {
    real = await realpath(file);
  } catch (thrown) {
    throw systemError(thrown, file);
  }
  if (!MODULE.test(real)) {
    throw new EtalonError("check/not-a-module", `${file}: a metric is a JavaScript or TypeScript file`, {
      got: path.extname(real) || "no extension",
      remedy: "name a .ts, .js or .mjs file, or the id of a metric",
    });
  }
  await readTypeScript();
  try {
    return (await import(pathToFileURL(real).href)) as Record<string, unknown>;
  } catch (thrown) {
    throw new EtalonError("check/cannot-load", `${file}: cannot be loaded`, {
      got: messageOf(thrown),
      remedy: "correct it; ETALON_DEBUG=1 shows where",
      cause: thrown,
    });
  }
}

const isTemplate = (value: unknown): value is MetricTemplate =>
  typeof value === "object" && value !== null && "parse" in value && "list" in value;

const isFamily = (value: unknown): value is Family =>
  typeof value === "object" && value !== null && "metrics" in value && Array.isArray(value.metrics);

/** A formula without a value says so by an error of a class that another copy of the code may have. */
function withOwnUndefined(metric: Metric): Metric {
  return {
    ...metric,
    compare: (x, y, context) => {
      try {
        return metric.compare(x, y, context);
      } catch (thrown) {
        if (thrown instanceof Error && thrown.name === "Undefined") throw new Undefined(thrown.message);
        throw thrown;
      }
    },
  };
}

/** The one metric that is meant out of those of a definition or a family. */
function chosen(metrics: readonly Metric[], wanted: string | undefined, file: string): Metric {
  const ids = metrics.map(({ id }) => id);
  const found = wanted === undefined ? metrics : metrics.filter(({ id }) => id === wanted);
  if (found.length === 1) return withOwnUndefined(found[0]!);
  const near = wanted === undefined ? undefined : nearest(wanted, ids);
  throw new EtalonError(
    "check/which-metric",
    `${file}: defines ${metrics.length} metrics where one is needed`,
    {
      got: wanted ?? ids.slice(0, 8).join(", "),
      remedy: `name one, as in ${file}#${near ?? ids[0] ?? "id"}`,
    },
  );
}

async function fromFile(word: string): Promise<Candidate> {
  const at = word.lastIndexOf("#");
  const [file, wanted] = at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
  const module = await importModule(file);
  const outer = module["default"];
  // What Node takes for CommonJS, or was compiled to it, has its exports one level deeper.
  const holder =
    typeof outer === "object" && outer !== null && "default" in outer
      ? (outer as Record<string, unknown>)
      : module;
  // A name is that of an export, or the id of one of a family's metrics.
  const named = wanted === undefined ? undefined : (module[wanted] ?? holder[wanted]);
  const [exported, beside] = [named ?? holder["default"], holder["expectedFailures"]];
  const family = path.basename(file, path.extname(file));
  if (isTemplate(exported) || isFamily(exported)) {
    const templates = isTemplate(exported) ? [exported] : exported.metrics;
    const metric = chosen(
      templates.flatMap((template) => template.list(family)),
      wanted,
      file,
    );
    return { metric, expectedFailures: (beside ?? {}) as Record<string, string> };
  }
  const author = requireAuthorMetric(
    typeof exported === "object" && exported !== null && beside !== undefined
      ? { expectedFailures: beside, ...exported }
      : exported,
    file,
  );
  return { metric: await metricOf(author), expectedFailures: author.expectedFailures ?? {} };
}

/**
 * The metric that a word names: an id, or a file that exports one.
 *
 * @throws EtalonError `metric/unknown`, `check/bad-metric`, `check/cannot-load`, `check/not-a-module`,
 * `check/which-metric`, `io/not-found`.
 */
export async function loadCandidate(word: string): Promise<Candidate> {
  return isFile(word) ? fromFile(word) : { metric: await metricById(word), expectedFailures: {} };
}
