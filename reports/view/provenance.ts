import type { Result } from "../../core/result.ts";
import { formatNumber, plural } from "./format.ts";

/** A term and what it says. */
export interface Entry {
  readonly term: string;
  readonly text: string;
}

/** Where a result comes from. */
export interface ProvenanceView {
  /** For the head of the page: what was run. */
  readonly run: readonly Entry[];
  /** For the foot: all that the numbers depend on. */
  readonly manifest: readonly Entry[];
  /** For the foot: what may differ between two runs with the same numbers. */
  readonly volatile: readonly Entry[];
  /** A `quick` run has few replicates. */
  readonly indicative: boolean;
}

function metricsText(result: Result): string {
  const controls = result.metrics.filter((metric) => metric.control).length;
  const metrics = String(result.metrics.length - controls);
  return controls === 0 ? metrics : `${metrics} and ${plural(controls, "control")}`;
}

/** What somebody handed in, and how far it was kept from the rest; no line where there is nothing. */
function submissions({ metrics }: Result): { term: string; text: string }[] {
  const texts = metrics.flatMap(({ id, submission }) =>
    submission === undefined
      ? []
      : [`${id} (${submission.kind} ${submission.hash}, isolation: ${submission.isolation})`],
  );
  return texts.length === 0 ? [] : [{ term: "Submissions", text: texts.join(", ") }];
}

/** Where a result comes from; times and places only in `volatile`. */
export function provenanceView(result: Result): ProvenanceView {
  const { manifest, volatile } = result;
  const cells = result.coverage.reduce((total, entry) => total + entry.planned, 0);
  return {
    run: [
      { term: "Metrics", text: metricsText(result) },
      { term: "Suites", text: String(result.suites.length) },
      { term: "Cells", text: String(cells) },
      { term: "Profile", text: manifest.profile },
      { term: "Seed", text: String(manifest.seed) },
      { term: "Backend", text: manifest.backend.name },
    ],
    manifest: [
      { term: "Etalon", text: manifest.etalon },
      { term: "Code", text: manifest.code },
      { term: "Plan", text: manifest.plan },
      { term: "Result schema", text: result.schema },
      { term: "Suites", text: result.suites.map(({ id, version }) => `${id}@${version}`).join(", ") },
      { term: "Profile", text: manifest.profile },
      { term: "Seed", text: String(manifest.seed) },
      { term: "Backend", text: `${manifest.backend.name}: ${manifest.backend.description}` },
      { term: "Node", text: manifest.node },
      { term: "Processor", text: manifest.processor },
      ...submissions(result),
    ],
    volatile: [
      { term: "Finished", text: volatile.finishedAt },
      {
        term: "Took",
        text: `${formatNumber(volatile.seconds)} s with ${plural(volatile.workers, "worker")}`,
      },
      { term: "Cells", text: `${volatile.cellsRun} run, ${volatile.cellsResumed} resumed` },
      { term: "Host", text: volatile.host },
    ],
    indicative: manifest.profile === "quick",
  };
}
