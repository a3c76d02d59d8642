// `npm run zoo`: trains every network of data/zoo. See data/README.md.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { messageOf } from "../core/errors.ts";
import { contentHash } from "../core/hash.ts";
import { convArchitecture } from "../generators/networks/architecture.ts";
import { ATTENTION, attentionLayerNames } from "../generators/networks/attention-architecture.ts";
import { openCache } from "./train/cache.ts";
import { DEBIAN_FOLDER, SIZES, loadDataset } from "./train/dataset.ts";
import { exportNetwork } from "./train/export.ts";
import { exportRecurrent } from "./train/export-recurrent.ts";
import { wholeNumber } from "./train/options.ts";
import { attentionSweep, convSweep, planZoo, restrict } from "./train/plan.ts";
import { describe, trainAll } from "./train/pool.ts";
import { chooseRecipe, readRecipes, type Recipes } from "./train/recipe.ts";
import { referenceOf } from "./train/reference.ts";
import { describeSource, sourceHashes } from "./train/source.ts";
import { writeZoo } from "./train/write-zoo.ts";

const HELP = `Examples:
  npm run zoo                                    train from Debian's dataset-fashion-mnist into data/zoo
  npm run zoo -- --data ~/mnist --out /tmp/zoo   train from your own idx files into another folder

  --data     folder with train-images-idx3-ubyte, train-labels-idx1-ubyte and the t10k pair, plain or .gz
  --out      where to write (default data/zoo)
  --first-seed  trains the zoo from other seeds, by the recipes in data/zoo/recipe.json
  --only     groups to train, such as c6,attention
  --workers  trainings at a time (default 2)
  --cache    where finished networks are kept until all are (default node_modules/.cache/etalon-zoo)
`;

const local = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const { values } = parseArgs({
  options: {
    data: { type: "string", default: DEBIAN_FOLDER },
    out: { type: "string", default: local("zoo") },
    "first-seed": { type: "string", default: "0" },
    only: { type: "string" },
    workers: { type: "string", default: "2" },
    cache: { type: "string", default: local("../node_modules/.cache/etalon-zoo") },
    help: { type: "boolean", default: false },
  },
});

async function main(): Promise<void> {
  const start = performance.now();
  const say = (line: string): void => {
    console.error(`${String(Math.round((performance.now() - start) / 1000)).padStart(5)} s  ${line}`);
  };
  const { shipped } = loadDataset(values.data);
  const hashes = sourceHashes(values.data);
  const cache = openCache(values.cache, contentHash(hashes));
  say(`finished networks are kept in ${values.cache}`);
  const settings = {
    dataFolder: values.data,
    workers: wholeNumber("workers", values.workers, 1),
    cache,
    say,
  };

  const firstSeed = wholeNumber("first-seed", values["first-seed"], 0);
  const sweep = async (): Promise<Recipes> => {
    say("choosing the recipes on validation images");
    return {
      conv: chooseRecipe(await trainAll(convSweep(), settings), ["weightDecay"]),
      attention: chooseRecipe(await trainAll(attentionSweep(), settings), ["peakRate", "weightDecay"]),
    };
  };
  // Other seeds of the networks that are shipped: their recipes, or more than the seeds would differ.
  const { conv, attention } = firstSeed === 0 ? await sweep() : readRecipes(local("zoo/recipe.json"));
  say(`convolutional networks: ${describe(conv.job)}`);
  say(`attention networks: ${describe(attention.job)}`);

  const whole = planZoo({ conv: conv.job, attention: attention.job }, firstSeed);
  const plan = values.only === undefined ? whole : restrict(whole, values.only.split(","));
  const planned = plan.batches.flatMap(({ networks }) => networks);
  const trained = await trainAll(
    planned.map(({ job }) => job),
    settings,
  );
  const recurrent = await trainAll(
    plan.recurrent.map(({ job }) => job),
    settings,
  );
  say("folding, rounding and measuring");
  const exported = new Map(
    planned.map(({ id }, index) => [id, exportNetwork(id, trained[index]!, shipped)] as const),
  );
  const references = plan.groups
    .filter(({ name }) => name === "c6" || name === "attention")
    .map(({ name, networks }) =>
      referenceOf(
        exported.get(networks[0]!)!,
        name === "c6"
          ? convArchitecture("c6").layers.map((layer) => layer.name)
          : attentionLayerNames(ATTENTION),
        shipped,
      ),
    );
  const provenance = {
    images: describeSource(hashes),
    split: SIZES,
    preparation:
      "28×28 bytes to 14×14 by the mean of 2×2, rounded; the classes of the shipped images are balanced",
    script: "data/train.ts (npm run zoo)",
    seeds: "core/random.ts; every network's seed is in index.json",
  };
  writeZoo(values.out, plan, exported, shipped, {
    recipe: { conv, attention },
    references,
    recurrent: plan.recurrent.map(({ id }, index) => exportRecurrent(id, recurrent[index]!)),
    provenance,
  });
  say(`wrote ${exported.size} networks to ${values.out}`);
}

if (values.help) console.log(HELP);
else {
  main().catch((error: unknown) => {
    console.error(messageOf(error));
    process.exitCode = 1;
  });
}
