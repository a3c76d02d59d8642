import type { Finding } from "../../core/finding.ts";
import { jackknifeDifference, type LeftOut } from "../../core/jackknife.ts";
import { readAccuracy } from "./detail.ts";
import { formatBetween, formatNumberFixed } from "./format.ts";

/** How far a metric is behind the best one on a set of networks. */
export interface BehindView {
  /** `best`, or the difference in points with its interval; `""` where it cannot be told. */
  readonly text: string;
  /** Whether the interval of the difference holds zero: nothing tells the two apart. */
  readonly level: boolean;
  /** To sort by: the difference. */
  readonly sort: string;
}

const UNKNOWN: BehindView = { text: "", level: false, sort: "" };

function leftOutOf(finding: Finding): LeftOut | undefined {
  const { outcome } = finding;
  const leftOut = readAccuracy(finding)?.leftOut;
  if (outcome.status !== "ok" || typeof outcome.value !== "number" || leftOut === undefined) return undefined;
  return leftOut.length < 2 ? undefined : { value: outcome.value, leftOut };
}

/**
 * For findings of one set of networks how far each is behind the best of the candidates, by the jackknife over the
 * networks that both were asked about; one that was asked about others is left out. The best is the candidate of the
 * highest accuracy among those asked about the most networks, the first one in a tie.
 */
export function behindBest(
  findings: readonly Finding[],
  isCandidate: (finding: Finding) => boolean,
): (finding: Finding) => BehindView {
  const known = findings.flatMap((finding) => {
    const values = leftOutOf(finding);
    return values !== undefined && isCandidate(finding) ? [{ finding, values }] : [];
  });
  const networks = Math.max(0, ...known.map(({ values }) => values.leftOut.length));
  const whole = known.filter(({ values }) => values.leftOut.length === networks);
  const best = whole.reduce<(typeof whole)[number] | undefined>(
    (a, b) => (a !== undefined && a.values.value >= b.values.value ? a : b),
    undefined,
  );
  return (finding) => {
    const own = leftOutOf(finding);
    if (best === undefined || own?.leftOut.length !== networks) return UNKNOWN;
    if (finding === best.finding) return { text: "best", level: true, sort: "0" };
    const { value, low, high, significant } = jackknifeDifference(best.values, own);
    const points = formatNumberFixed(100 * value, 1);
    return {
      text: `${points} (${formatBetween(low, high, "fraction")})`,
      level: !significant,
      sort: String(value),
    };
  };
}
