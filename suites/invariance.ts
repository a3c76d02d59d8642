import { TRANSFORMS, type Transform } from "../core/invariance.ts";
import type { Matrix } from "../core/matrix.ts";
import type { MetricInfo, Subject } from "../core/metric.ts";
import type { NumberOutcome } from "../core/outcome.ts";
import { ok } from "../core/outcome.ts";
import type { Random } from "../core/random.ts";
import type { Representation } from "../core/representation.ts";
import type { Case, Observation, Suite, SuiteFinding } from "../core/suite.ts";
import sharedLatent, { type SharedLatentParams } from "../generators/shared-latent.ts";
import { invertible, planeRotation, TRANSFORM_ACTIONS } from "../generators/transforms.ts";
import { selectRows } from "../linalg/elementwise.ts";
import { backend } from "../linalg/index.ts";
import { representation } from "../representation/create.ts";
import { doseFindings, verdictFindings, type Answers } from "./invariance-checks/findings.ts";

/** Condition numbers of the invertible maps whose dose-response is measured. */
export const CONDITIONS: readonly number[] = [1e1, 1e2, 1e3, 1e4, 1e5, 1e6];

/** Angles in degrees of the rotations whose dose-response is measured. */
export const ANGLES: readonly number[] = [1, 5, 15, 30, 60, 90];

/** One transformed pair and the name of its question. */
interface Question {
  readonly name: string;
  readonly x: Representation;
  readonly y: Representation;
}

interface Stage {
  readonly x: Representation;
  readonly y: Representation;
  readonly questions: readonly Question[];
}

type Act = (values: Matrix, random: Random) => Matrix;

/** The transform applied to X alone, to Y alone, and to both with independent draws. */
function threeSides(
  name: string,
  x: Representation,
  y: Representation,
  act: Act,
  random: Random,
): Question[] {
  const tx = representation(act(x.values, random.child(name, "x")), "X");
  const ty = representation(act(y.values, random.child(name, "y")), "Y");
  return [
    { name: `${name}/x`, x: tx, y },
    { name: `${name}/y`, x, y: ty },
    { name: `${name}/both`, x: tx, y: ty },
  ];
}

function prepare(which: Case<SharedLatentParams>, random: Random): Stage {
  const { representations } = sharedLatent.generate(which.params, random.child("pair"));
  const [x, y] = [representations[0]!, representations[1]!];
  const questions: Question[] = [];
  for (const transform of TRANSFORMS) {
    if (transform === "row-permutation") {
      const rows = random.child(transform).permutation(x.n);
      const [px, py] = [x, y].map(({ values }) => representation(selectRows(values, rows)));
      questions.push({ name: `${transform}/both`, x: px!, y: py! });
    } else {
      questions.push(...threeSides(transform, x, y, TRANSFORM_ACTIONS[transform], random));
    }
  }
  for (const condition of CONDITIONS) {
    const act: Act = (a, source) => backend().multiply(a, invertible(a.cols, condition, source));
    questions.push(...threeSides(`dose/condition-number/${condition}`, x, y, act, random));
  }
  for (const angle of ANGLES) {
    const act: Act = (a, source) =>
      backend().multiply(a, planeRotation(a.cols, (angle * Math.PI) / 180, source));
    questions.push(...threeSides(`dose/rotation/${angle}`, x, y, act, random));
  }
  return { x, y, questions };
}

async function measure(
  subject: Subject,
  { x, y, questions }: Stage,
): Promise<NumberOutcome | { status: "ok"; value: Answers }> {
  const base = await subject.compare(x, y);
  if (base.status !== "ok") return base;
  const answers: Record<string, NumberOutcome> = { base };
  for (const question of questions) answers[question.name] = await subject.compare(question.x, question.y);
  return ok(answers as Answers);
}

/** The transforms that are put to each side. */
export const ONE_SIDED: readonly Transform[] = TRANSFORMS.filter(
  (transform) => transform !== "row-permutation",
);

const invariance: Suite<SharedLatentParams, Stage> = {
  id: "invariance",
  version: 1,
  title: "Invariance",
  question: "What is it really invariant to, and is that what it declares?",
  heavyInQuick: true,
  // Both orders of width: normalisers such as min(p1, p2) show on the narrower side only.
  cases: (profile) =>
    [
      { id: "x-narrower", params: { n: 120, p1: 20, p2: 28, latents: 10, noise: 0.8 } },
      { id: "y-narrower", params: { n: 120, p1: 28, p2: 20, latents: 10, noise: 0.8 } },
    ].map((which) => ({ ...which, replicates: profile === "quick" ? 3 : 8 })),
  prepare,
  measure,
  summarise: (
    metric: MetricInfo,
    observations: readonly Observation<SharedLatentParams>[],
  ): SuiteFinding[] => [
    ...verdictFindings(metric, observations),
    ...doseFindings(
      metric,
      observations,
      "condition-number",
      CONDITIONS,
      "",
      "condition number of a linear map",
    ),
    ...doseFindings(metric, observations, "rotation", ANGLES, "°", "angle of a rotation"),
  ],
};

export default invariance;
