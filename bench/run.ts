import { loadavg, cpus } from "node:os";
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { EtalonError, messageOf } from "../core/errors.ts";
import { backend, useBackend } from "../linalg/index.ts";
import { startPeer, type Peer } from "./peer.ts";
import type { Line, Section } from "./section.ts";
import { allPairs } from "./sections/all-pairs.ts";
import { ascent } from "./sections/ascent.ts";
import { catalogue } from "./sections/catalogue.ts";
import { large } from "./sections/large.ts";
import { memory } from "./sections/memory.ts";
import { pairs } from "./sections/pairs.ts";
import { portable } from "./sections/portable.ts";
import { isMissed, tableMarkdown, tableText } from "./table.ts";

const SECTIONS: Readonly<Record<string, Section>> = {
  pairs,
  catalogue,
  "all-pairs": allPairs,
  portable,
  ascent,
  memory,
  large,
};

const HELP = `npm run bench -- [options]

  --only <list>      sections out of ${Object.keys(SECTIONS).join(", ")}
  --rounds <n>       rounds of every comparison (15)
  --quick            comparisons of long runs end after 3 rounds or 6 seconds; fewer sizes
  --backend <name>   native (the default) or portable, for all sections but "portable"
  --json <file>      where the results go (bench.json)
  --markdown <file>  also as tables in Markdown
`;

const { values: given } = parseArgs({
  options: {
    only: { type: "string", default: Object.keys(SECTIONS).join(",") },
    rounds: { type: "string", default: "15" },
    quick: { type: "boolean", default: false },
    backend: { type: "string", default: "native" },
    json: { type: "string", default: "bench.json" },
    markdown: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

function sectionsOf(list: string): [string, Section][] {
  return list.split(",").map((name) => {
    const section = SECTIONS[name];
    if (section !== undefined) return [name, section];
    throw new EtalonError("bench/unknown-section", "--only: there is no such section", {
      got: name,
      remedy: `sections are ${Object.keys(SECTIONS).join(", ")}`,
    });
  });
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function main(): Promise<void> {
  if (given.help) {
    process.stdout.write(HELP);
    return;
  }
  useBackend(given.backend === "portable" ? "portable" : "native");
  const lines: Line[] = [];
  let started: Promise<Peer> | undefined;
  const peer = (): Promise<Peer> => (started ??= startPeer());
  const load: number[] = [loadavg()[0]!];
  const patience = { rounds: Number(given.rounds), ...(given.quick ? { enough: 6 } : {}) };
  try {
    for (const [name, section] of sectionsOf(given.only)) {
      say(`== ${name}, load ${loadavg()[0]!.toFixed(2)}`);
      await section({
        peer,
        patience,
        quick: given.quick,
        progress: (line) => say(`   ${line}`),
        add: (line) => {
          lines.push(line);
          say(tableText([line]).split("\n").at(-1)!);
        },
      });
      load.push(loadavg()[0]!);
    }
  } finally {
    if (started !== undefined) (await started).close();
  }
  const about = started === undefined ? undefined : (await started).about;
  const machine = {
    backend: backend().description,
    node: process.version,
    processor: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    load,
    ...(about === undefined ? {} : { peer: about }),
  };
  writeFileSync(
    given.json,
    `${JSON.stringify({ schema: "etalon-bench/1", machine, lines }, undefined, 2)}\n`,
  );
  if (given.markdown !== undefined) writeFileSync(given.markdown, `${tableMarkdown(lines)}\n`);
  const head = [
    `Etalon ${machine.backend}, Node ${machine.node}; ${machine.processor}, ${machine.cores} cores, load ${load.map((value) => value.toFixed(1)).join(" → ")}`,
    ...(about === undefined
      ? []
      : [
          `numpy's ${about.blas.version}, ${about.blas.kernel} kernel, ${about.blas.threads} thread (${about.blas.path}); ${Object.entries(
            about.versions,
          )
            .map(([name, version]) => `${name} ${version}`)
            .join(", ")}`,
        ]),
  ];
  const missed = lines.filter(isMissed);
  process.stdout.write(
    [
      ...head,
      "",
      tableText(lines),
      "",
      `${missed.length} of ${lines.length} miss their target${missed.length === 0 ? "" : ":"}`,
      ...missed.map(({ section, name, against }) => `  ${section}: ${name} against ${against}`),
      "",
    ].join("\n"),
  );
}

try {
  await main();
} catch (thrown) {
  say(messageOf(thrown));
  process.exitCode = 1;
}
