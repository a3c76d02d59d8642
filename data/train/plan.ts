import { EtalonError } from "../../core/errors.ts";
import type { AttentionJob, ConvJob, RecurrentJob } from "./job.ts";
import { attentionJob, convJob, recurrentJob } from "./job.ts";

/** The values of weight decay among which the recipe of the convolutional networks is chosen. */
export const WEIGHT_DECAYS = [1e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1] as const;

/** The peak rates and weight decays among which the recipe of the attention networks is chosen. */
const ATTENTION_SETTINGS = [1e-3, 3e-3, 1e-2].flatMap((peakRate) =>
  [0.01, 0.1, 1].map((weightDecay) => ({ peakRate, weightDecay })),
);

/** A network to ship: its job and its name. */
export interface Planned {
  readonly id: string;
  readonly job: ConvJob | AttentionJob;
}

/** A recurrent network to ship. */
export interface PlannedRecurrent {
  readonly id: string;
  readonly job: RecurrentJob;
}

/** Networks whose weights share a file. */
export interface PlannedBatch {
  readonly file: string;
  readonly networks: readonly Planned[];
}

/** Networks that a question compares; they may come from several batches. */
export interface PlannedGroup {
  readonly name: string;
  readonly title: string;
  readonly networks: readonly string[];
}

/** Everything that is shipped. */
export interface Plan {
  readonly batches: readonly PlannedBatch[];
  readonly groups: readonly PlannedGroup[];
  readonly recurrent: readonly PlannedRecurrent[];
}

/** The networks by which the recipe of the convolutional networks is chosen: two seeds of each weight decay. */
export function convSweep(): ConvJob[] {
  return WEIGHT_DECAYS.flatMap((weightDecay) => [0, 1].map((seed) => convJob({ seed, weightDecay })));
}

/** The networks by which the recipe of the attention networks is chosen: two seeds of each setting. */
export function attentionSweep(): AttentionJob[] {
  return ATTENTION_SETTINGS.flatMap((settings) => [0, 1].map((seed) => attentionJob({ seed, ...settings })));
}

/** One thing that is varied, three networks a level. */
interface Variation {
  readonly name: string;
  readonly title: string;
  /** What a level is called, and what it changes; `{}` stands for the c6 networks themselves. */
  readonly levels: readonly (readonly [string, Partial<ConvJob>])[];
}

const VARIATIONS: readonly Variation[] = [
  {
    name: "weight-decay",
    title: "Six weight decays, among which the recipe was chosen",
    levels: WEIGHT_DECAYS.map((weightDecay) => [String(weightDecay), { weightDecay }] as const),
  },
  {
    name: "depth",
    title: "Four, six and eight convolutions",
    levels: [
      ["c4", { stack: "c4" }],
      ["c6", {}],
      ["c8", { stack: "c8" }],
    ],
  },
  {
    name: "classes",
    title: "Trained on disjoint halves of the classes: no class and no image in common",
    // Half the images, so twice the epochs: as many steps as c6.
    levels: [
      ["lower", { classes: "lower", epochs: 20 }],
      ["upper", { classes: "upper", epochs: 20 }],
    ],
  },
  {
    name: "label-noise",
    title: "A growing share of training labels drawn at random",
    levels: [0, 0.25, 0.5, 0.75, 1].map((labelNoise) => [
      `${labelNoise * 100}`,
      labelNoise === 0 ? {} : { labelNoise },
    ]),
  },
  {
    name: "width",
    title: "Half, the same and twice the channels",
    levels: [
      ["0.5", { width: 0.5 }],
      ["1", {}],
      ["2", { width: 2 }],
    ],
  },
  {
    name: "training-time",
    title: "One, two, five and ten epochs, each with a whole cycle of the rate",
    levels: [1, 2, 5, 10].map((epochs) => [String(epochs), epochs === 10 ? {} : { epochs }]),
  },
];

/** The jobs of both recipes; their seeds do not matter. */
export interface Chosen {
  readonly conv: ConvJob;
  readonly attention: AttentionJob;
}

/**
 * The networks to train once the recipes are chosen.
 *
 * @param firstSeed - another one trains the whole zoo anew, to see how far findings depend on it.
 */
export function planZoo(chosen: Chosen, firstSeed = 0): Plan {
  const seeds = Array.from({ length: 10 }, (_, i) => firstSeed + i);
  const ten = (name: string, job: ConvJob | AttentionJob): Planned[] =>
    seeds.map((seed) => ({ id: `${name}/seed-${seed}`, job: { ...job, seed } }));
  const c6 = ten("c6", chosen.conv);
  const attention = ten("attention", chosen.attention);
  const ids = (networks: readonly Planned[]): string[] => networks.map(({ id }) => id);
  const groups: PlannedGroup[] = [
    {
      name: "c6",
      title: "Ten six-layer convolutional networks that differ in their seed",
      networks: ids(c6),
    },
    {
      name: "attention",
      title: "Ten four-block attention networks that differ in their seed",
      networks: ids(attention),
    },
  ];
  const batches: PlannedBatch[] = [
    { file: "c6.bin", networks: c6 },
    { file: "attention.bin", networks: attention },
  ];
  for (const { name, title, levels } of VARIATIONS) {
    const all = levels.flatMap(([level, change]) =>
      seeds.slice(0, 3).map((seed): Planned => {
        const job = { ...chosen.conv, seed, ...change };
        const same = c6.find((planned) => JSON.stringify(planned.job) === JSON.stringify(job));
        return same ?? { id: `${name}/${level}/seed-${seed}`, job };
      }),
    );
    groups.push({ name, title, networks: ids(all) });
    batches.push({ file: `${name}.bin`, networks: all.filter((planned) => !c6.includes(planned)) });
  }
  const recurrent = seeds
    .slice(0, 5)
    .map((seed) => ({ id: `recurrent/seed-${seed}`, job: recurrentJob(seed) }));
  return { batches, groups, recurrent };
}

/**
 * The part of a plan that the named groups need.
 *
 * @throws EtalonError `zoo/unknown-group` for a name that the plan does not have.
 */
export function restrict(plan: Plan, names: readonly string[]): Plan {
  const known = plan.groups.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new EtalonError("zoo/unknown-group", "restrict: there is no such group", {
      got: unknown,
      remedy: `one of ${known.join(", ")}`,
    });
  }
  const groups = plan.groups.filter(({ name }) => names.includes(name));
  const wanted = new Set(groups.flatMap(({ networks }) => networks));
  const batches = plan.batches
    .map(({ file, networks }) => ({ file, networks: networks.filter(({ id }) => wanted.has(id)) }))
    .filter(({ networks }) => networks.length > 0);
  return { ...plan, groups, batches };
}
