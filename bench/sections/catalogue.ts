import { loadMetrics } from "../../metrics/registry/index.ts";
import { rowLengths, secondMoments } from "../../metrics/registry/second-moments.ts";
import { forgetDerived } from "../../representation/derived.ts";
import { comparison, fresh, pair } from "../data.ts";
import { duel, ours } from "../rounds.ts";
import { randomFrom } from "../../core/random.ts";
import { linesOf, type Section } from "../section.ts";

/**
 * Families whose measures are functions of the two spectra and the overlap of the two bases: the second moments of
 * (X, Y).
 */
const SECOND_MOMENTS = new Set([
  ...["bures", "canonical-ridge", "cca", "ensd", "eigenspace-overlap", "gulp", "linear-regression", "nbs"],
  ...["nbs-squared", "mutual-information", "procrustes", "procrustes-size-and-shape", "procrustes-squared"],
  ...["pwcca", "shape", "svcca", "svcca-shape"],
]);

const LINEAR_CKA = new Set(["cka-linear", "cka-angular", "cka-debiased", "hsic-linear"]);

/** All measures of second moments on one pair, against the slowest of them alone. */
export const catalogue: Section = async ({ patience, progress, add }) => {
  const [x, y] = pair(2000, 512);
  // Cross-validated regression is of these families and needs the rows: it is no function of second moments.
  const members = (await loadMetrics()).filter(
    (metric) =>
      (SECOND_MOMENTS.has(metric.family) || LINEAR_CKA.has(metric.id)) &&
      (secondMoments(metric) !== undefined || rowLengths(metric)) &&
      !metric.heavy,
  );
  const context = { random: randomFrom("bench-catalogue") };
  let [slowest, longest] = [members[0]!, 0];
  for (const member of members) {
    progress(`catalogue: ${member.id} alone`);
    const alone = ours(comparison(member, x, y));
    const seconds = Math.min(await alone.time(1), await alone.time(1));
    if (seconds > longest) [slowest, longest] = [member, seconds];
  }
  progress(`catalogue: ${members.length} together`);
  const together = ours(() => {
    forgetDerived();
    const [a, b] = [fresh(x), fresh(y)];
    for (const member of members) member.compare(a, b, context);
  });
  const found = await duel([together, ours(comparison(slowest, x, y), slowest.id)], patience);
  for (const line of linesOf("catalogue", `${members.length} measures 2000×512`, found, [
    { name: `${slowest.id} alone`, target: 2 },
  ])) {
    add({ ...line, note: members.map(({ id }) => id).join(", ") });
  }
};
