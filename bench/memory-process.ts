// One comparison in this process: node --import tsx bench/memory-process.ts <metric> <n> <p>
import { now } from "tinybench";
import { matrix, type Matrix } from "../core/matrix.ts";
import { randomFrom } from "../core/random.ts";
import { metricById } from "../metrics/registry/index.ts";
import { representation } from "../representation/create.ts";

const [id, n, p] = [process.argv[2]!, Number(process.argv[3]), Number(process.argv[4])];

/** Uniform noise plus a shared part, made in place: the data are all that is in memory before the comparison. */
function side(seed: number): Matrix {
  const [own, shared] = [randomFrom("memory", seed), randomFrom("memory-shared")];
  const result = matrix(n, p);
  for (let i = 0; i < n; i++) {
    const level = shared.uniform();
    for (let j = 0; j < p; j++) result.data[i * p + j] = own.uniform() + level;
  }
  return result;
}

const metric = await metricById(id);
const [x, y] = [representation(side(1)), representation(side(2), "Y")];
const start = now();
const value = metric.compare(x, y, { random: randomFrom(1) });
const seconds = (now() - start) / 1000;
process.stdout.write(JSON.stringify({ value, seconds, peak: process.resourceUsage().maxRSS * 1024 }));
