import { EtalonError } from "../../core/errors.ts";
import { BUILT_IN_CATALOGUE, type Catalogue, type CatalogueLoader } from "../catalogue.ts";
import { codeIdentity } from "../code-identity.ts";
import type { BackendInfo } from "../host/messages.ts";
import { makeHeader, makeManifest } from "../manifest.ts";
import { makePlan, metricName, type Plan } from "../plan.ts";
import { differences, type Header } from "../store/header.ts";
import type { SubmittedMetric } from "../submission/spec.ts";
import type { Announcement } from "./announcement.ts";

/** What a worker has to answer with. */
export interface Means {
  readonly backend: BackendInfo;
  /** Metrics of a user's own, as the worker was given them. */
  readonly submissions: readonly SubmittedMetric[];
  /** Address of the module with metrics and suites. @defaultValue the built-in one */
  readonly catalogue?: string;
}

/** A run that a worker can answer: the same plan, made by itself. */
export interface Agreement extends Catalogue {
  readonly plan: Plan;
}

const REMEDIES: Partial<Record<keyof Header, string>> = {
  code: "install the same version of Etalon for the coordinator and its workers",
  backend: "give both the same --backend, and the same library for the native one",
  node: "use the same version of Node for both",
  processor:
    "start the coordinator on a machine of the workers' kind: numbers are equal to the bit only within one",
};

const shown = (header: Header, key: keyof Header): string => {
  const value = key === "backend" ? header.backend.description : header[key];
  return typeof value === "string" ? value.slice(0, 40) : JSON.stringify(value);
};

/** @throws EtalonError `queue/differs` where numbers would not be those of the coordinator's machine. */
function requireSame(run: string, wanted: Header, own: Header): void {
  const [key] = differences(wanted, own) as (keyof Header)[];
  if (key === undefined) return;
  const { [key]: remedy } = REMEDIES;
  throw new EtalonError("queue/differs", `${run}: this worker has another ${key} than its coordinator`, {
    got: `${shown(own, key)}, not ${shown(wanted, key)}`,
    ...(remedy === undefined ? {} : { remedy }),
  });
}

function given(run: string, name: string, { submissions }: Means): SubmittedMetric {
  const found = submissions.find((metric) => metricName(metric) === name);
  if (found !== undefined) return found;
  const same = submissions.find((metric) => metricName(metric).split("#")[0] === name.split("#")[0]);
  throw new EtalonError(
    "queue/no-metric",
    `${run}: this worker was not given the metric ${name.slice(0, 80)}`,
    {
      ...(same === undefined ? {} : { got: `${metricName(same)}, whose content differs` }),
      remedy: "start it with the same --metric as the coordinator; metrics do not travel through the queue",
    },
  );
}

/**
 * Makes the plan of a run from its announcement. Nothing is taken over but names: the plan must have the same hash as the
 * coordinator's, and jobs are then named by it.
 *
 * @throws EtalonError `queue/unreadable`, `queue/differs`, `queue/no-metric`, `queue/other-plan`, and those of unknown ids.
 */
export async function agree(
  run: string,
  announcement: Announcement | undefined,
  means: Means,
): Promise<Agreement> {
  if (announcement === undefined) {
    throw new EtalonError(
      "queue/unreadable",
      `${run}: it is announced in a way that this worker cannot read`,
      {
        remedy: "install the same version of Etalon for the coordinator and its workers",
      },
    );
  }
  const { header, metrics, submissions, suites } = announcement;
  const { seed, profile } = header;
  const module = (await import(means.catalogue ?? BUILT_IN_CATALOGUE)) as { loadCatalogue: CatalogueLoader };
  const requireHeader = (plan: Plan): void =>
    requireSame(run, header, makeHeader(makeManifest(plan, codeIdentity(), means.backend)));
  // Before anything is loaded by name: other code may not have the name at all.
  requireHeader({ seed, profile, hash: "", cells: [], batches: [], notApplicable: [] });
  const own = submissions.map((name) => given(run, name, means));
  const loaded = await module.loadCatalogue({ metrics, suites });
  const catalogue = { metrics: [...loaded.metrics, ...own], suites: loaded.suites };
  const plan = makePlan({ ...catalogue, seed, profile });
  if (plan.hash === announcement.plan) return { ...catalogue, plan };
  throw new EtalonError("queue/other-plan", `${run}: the same names give another plan here`, {
    got: `${plan.hash.slice(0, 12)}, not ${announcement.plan.slice(0, 12)}`,
    remedy: "install the same version of Etalon for the coordinator and its workers",
  });
}
