// A pair of files compared in this process, as a stream: node --import tsx bench/large-process.ts <X.npy> <Y.npy> <metrics>
import { now } from "tinybench";
import type { Keeping } from "../representation/streamed/part.ts";
import { momentStream } from "../representation/streamed/stream.ts";
import { passOver } from "../cli/score/large/pass.ts";
import { openActivations } from "../io/open.ts";
import { metricById } from "../metrics/registry/index.ts";
import { secondMoments } from "../metrics/registry/second-moments.ts";
import { randomFrom } from "../core/random.ts";

const [files, ids] = [process.argv.slice(2, 4), process.argv[4]!.split(",")];
const metrics = await Promise.all(ids.map(metricById));
const keeping: Keeping = metrics.every((metric) => secondMoments(metric) === "products")
  ? "products"
  : "factor";
const sources = await Promise.all(files.map((file) => openActivations(file)));
const stream = momentStream(
  sources.map(({ name, cols }) => ({ name, p: cols })),
  keeping,
  8,
);
const start = now();
await passOver(sources, 8192, (sides) => stream.add(sides));
const [x, y] = stream.finish();
const values = metrics.map((metric) => metric.compare(x!, y!, { random: randomFrom(1) }));
const seconds = (now() - start) / 1000;
process.stdout.write(JSON.stringify({ values, seconds, peak: process.resourceUsage().maxRSS * 1024 }));
