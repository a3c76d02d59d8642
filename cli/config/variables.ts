import { EtalonError } from "../../core/errors.ts";
import { ZOO_VARIABLE } from "../../generators/networks/zoo-files.ts";
import { editDistance } from "../../core/nearest.ts";

/** What a run, a check or a score may be told by flag, by environment and by file. */
export const SETTINGS = [
  "profile",
  "metrics",
  "suites",
  "seed",
  "out",
  "workers",
  "backend",
  "calibrate",
  "submissions",
  "isolate",
  "timeLimit",
  "memoryLimit",
] as const;

export type Setting = (typeof SETTINGS)[number];

const VARIABLES: ReadonlyMap<string, Setting> = new Map(
  SETTINGS.map((key) => [`ETALON_${key.replaceAll(/[A-Z]/g, "_$&").toUpperCase()}`, key]),
);

/** The environment variable that names a configuration file. */
export const CONFIG_VARIABLE = "ETALON_CONFIG";

/** Other variables of Etalon, so that none of them is taken for a slip. */
const OTHERS = [CONFIG_VARIABLE, ZOO_VARIABLE, "ETALON_BLAS", "ETALON_DEBUG", "ETALON_SOAK"];

/** A setting from the environment. */
export interface Variable {
  readonly name: string;
  readonly text: string;
}

/**
 * The settings in an environment; an empty variable says nothing.
 *
 * @throws EtalonError `config/unknown-variable` for a name that is one or two letters away from one that there is:
 * what is set and has no effect is worse than an error. Other names are left alone.
 */
export function variablesIn(environment: NodeJS.ProcessEnv): ReadonlyMap<Setting, Variable> {
  const found = new Map<Setting, Variable>();
  const known = [...VARIABLES.keys(), ...OTHERS];
  for (const [name, text = ""] of Object.entries(environment)) {
    if (!name.startsWith("ETALON_") || OTHERS.includes(name)) continue;
    const key = VARIABLES.get(name);
    if (key !== undefined) {
      if (text !== "") found.set(key, { name, text });
      continue;
    }
    const meant = known.find((one) => editDistance(one, name) <= 2);
    if (meant !== undefined) {
      throw new EtalonError("config/unknown-variable", `there is no environment variable ${name}`, {
        got: text,
        remedy: `did you mean "${meant}"?`,
      });
    }
  }
  return found;
}
