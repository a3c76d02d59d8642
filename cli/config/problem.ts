import { inspect } from "node:util";
import type { z } from "zod";
import { EtalonError } from "../../core/errors.ts";
import { nearest } from "../../core/nearest.ts";
import { configSchema } from "./schema.ts";

type Issue = z.core.$ZodIssue;

/** The issue that says most: of a union the one that got furthest. */
function deepest(issue: Issue): Issue {
  if (issue.code !== "invalid_union") return issue;
  // A union with a sentence of its own needs no other.
  if (issue.message !== "Invalid input") return issue;
  const inner = issue.errors.flat().map((one) => ({ ...one, path: [...issue.path, ...one.path] }));
  const says = ({ path, code }: Issue): number => 2 * path.length + (code === "invalid_value" ? 1 : 0);
  return inner.map(deepest).reduce((best, one) => (says(one) > says(best) ? one : best), issue);
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}

/** The keys that a place of the configuration knows; those of a budget's bounds below the first level. */
const keysAt = (path: readonly PropertyKey[]): readonly string[] =>
  path.length === 0 ? Object.keys(configSchema.shape) : ["min", "max", "maxDrop", "metrics"];

const BUDGET = 'a budget reads "layers/accuracy": ["error", { "min": 0.9 }]';

/** The error for the first thing that is wrong with a configuration file. */
export function configProblem(file: string, value: unknown, issues: readonly Issue[]): EtalonError {
  const issue = deepest(issues[0]!);
  const place = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    const meant = nearest(key, keysAt(issue.path));
    return new EtalonError("config/unknown-key", `${file}: there is no key "${key.slice(0, 80)}"`, {
      ...(place === "" ? {} : { got: `in ${place}` }),
      remedy: meant === undefined ? `keys are ${keysAt(issue.path).join(", ")}` : `did you mean "${meant}"?`,
    });
  }
  const wrong = valueAt(value, issue.path);
  const shown = inspect(wrong, { depth: 1, breakLength: Infinity }).slice(0, 120);
  if (place === "") {
    return new EtalonError("config/invalid", `${file}: a configuration is an object of settings`, {
      got: shown,
      remedy: 'write { "profile": "quick" }, or export default { profile: "quick" }',
    });
  }
  const meant =
    issue.code === "invalid_value" && typeof wrong === "string"
      ? nearest(wrong, issue.values.map(String))
      : undefined;
  const must = issue.message.startsWith("must") ? issue.message : `is wrong: ${issue.message}`;
  return new EtalonError("config/invalid", `${file}: ${place} ${must}`, {
    got: shown,
    remedy:
      meant !== undefined
        ? `did you mean "${meant}"?`
        : issue.path[0] === "budgets"
          ? BUDGET
          : "correct it or leave it out",
  });
}
