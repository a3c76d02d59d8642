import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { loadEntrant } from "../../../cli/submission/load.ts";
import type { Outcome } from "../../../core/outcome.ts";
import type { Catalogue } from "../../../engine/catalogue.ts";
import { runPool } from "../../../engine/host/pool.ts";
import { makePlan } from "../../../engine/plan.ts";
import { isSubmitted } from "../../../engine/submission/spec.ts";
import { backend } from "../../../linalg/index.ts";
import { TEST_CATALOGUE } from "../../engine/support/catalogue.ts";
import { difference, undefinedAlways } from "../../engine/support/metrics.ts";
import { gridSuite, pairSuite } from "../../engine/support/suites.ts";
import { testFolder } from "../../io/support/folder.ts";

const folder = testFolder();
const BAD = path.join(import.meta.dirname, "support", "bad.mjs");
const SUITES = [pairSuite([4, 6], 1), gridSuite];
const NEIGHBOURS = [difference, undefinedAlways];
const trust = { isolation: "process", limits: { seconds: 4, bytes: 700e6 }, reads: [] } as const;

/** A number that no other process has on its command line. */
const MARK = `${process.pid + 31_000_000}`;

const program = (how: string): string => `command:${process.execPath} ${BAD} ${how} ${MARK}`;
const module = (id: string, body: string): string =>
  folder.save(
    `${id}.mjs`,
    `export default { id: "${id}", direction: "similarity", range: [-Infinity, Infinity], symmetric: false,
       invariances: [], compare(x, y) { ${body} } };`,
  );

const crashed = (how: string): unknown => ({
  status: "crashed",
  message: expect.stringContaining(how) as unknown,
});
const error = (code: string): unknown => expect.objectContaining({ status: "error", code });
const OK = expect.objectContaining({ status: "ok" }) as unknown;
const HONEST_VALUE = "return x.values[x.values.length - 1] + y.p;";

/** What each must come to, in every cell. */
const EXPECTED: readonly (readonly [what: string, word: string, outcome: unknown])[] = [
  ["throws", module("throws", "throw new TypeError('oops');"), error("metric/threw")],
  [
    "throws no text",
    module("no-text", "throw { get message() { throw 1; }, toString: null };"),
    error("metric/threw"),
  ],
  ["rejects", module("rejects", "return Promise.reject(new Error('later'));"), error("metric/threw")],
  ["returns NaN", module("nan", "return NaN;"), error("metric/not-finite")],
  ["returns a string", module("text", "return '0.5';"), error("metric/not-a-number")],
  [
    "returns a getter",
    module("getter", "return { get value() { return 1; } };"),
    error("metric/not-a-number"),
  ],
  ["returns another shape", module("shape", "return new Float64Array([0.5]);"), error("metric/not-a-number")],
  ["writes to its input", module("writes", "x.values[0] += 1; return 1;"), error("input-mutated")],
  [
    "patches what is built in",
    module(
      "patches",
      `Math.random = () => 0.5; Array.prototype.map = Array.prototype.push = () => 7; ${HONEST_VALUE}`,
    ),
    OK,
  ],
  ["prints to the console", module("prints", `console.log("x".repeat(1e6)); ${HONEST_VALUE}`), OK],
  ["never answers", program("never-answers"), { status: "timeout", seconds: 4 }],
  ["spins and ignores SIGTERM", program("spins"), { status: "timeout", seconds: 4 }],
  ["exits 0 in the middle", program("exits"), crashed("exit code 0")],
  ["allocates typed arrays", program("allocates"), { status: "out-of-memory", bytes: 700e6 }],
  ["kills itself", program("kills-itself"), crashed("signal SIGKILL")],
  ["prints 100 MB to standard output", program("floods"), error("protocol/line-too-long")],
  ["prints 100 MB to standard error", program("chatters"), OK],
  ["talks on standard output", program("talks"), error("protocol/not-json")],
  ["answers out of order", program("out-of-order"), error("protocol/unexpected-answer")],
  ["answers twice", program("twice"), error("protocol/answered-twice")],
  ["changes a file", program("changes-a-file"), error("input-mutated")],
  ["starts a process that stays", program("forks"), OK],
  ["does nothing wrong", program("honest"), OK],
];

async function outcomesOf(catalogue: Catalogue): Promise<Map<string, Outcome>> {
  const { batches } = makePlan({ ...catalogue, profile: "quick", seed: 5 });
  const outcomes = new Map<string, Outcome>();
  const open = {
    type: "open",
    catalogue: TEST_CATALOGUE,
    metrics: NEIGHBOURS.map(({ id }) => id),
    submissions: catalogue.metrics.filter(isSubmitted),
    suites: ["pairs", "grid"],
    profile: "quick",
    seed: 5,
    budget: 2 ** 28,
  } as const;
  const options = { workers: 2, open, backend: backend(), signal: new AbortController().signal };
  await runPool(batches, options, ({ metric, spec }, outcome) =>
    outcomes.set(`${metric} ${spec.suite} ${spec.case}`, outcome),
  );
  return outcomes;
}

/** Processes with the mark on their command line. */
function marked(): string[] {
  return readdirSync("/proc")
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(MARK);
      } catch {
        return false;
      }
    });
}

describe.runIf(existsSync("/proc"))("a submission that misbehaves", () => {
  const ids = new Map<string, string>();
  let [alone, together]: Map<string, Outcome>[] = [];

  beforeAll(async () => {
    const submissions = [];
    for (const [what, word] of EXPECTED) {
      const { metric } = await loadEntrant(word, trust);
      ids.set(what, metric.id);
      submissions.push(metric);
    }
    alone = await outcomesOf({ metrics: NEIGHBOURS, suites: SUITES });
    together = await outcomesOf({ metrics: [difference, ...submissions, undefinedAlways], suites: SUITES });
  });

  it.each(EXPECTED)("%s: has exactly its outcome in every cell", (what, _word, outcome) => {
    const own = [...together!].filter(([key]) => key.startsWith(`${ids.get(what)!} `));
    expect(own).toHaveLength(3);
    for (const [, found] of own) expect(found).toEqual(outcome);
  });

  it("gives the same numbers whether it speaks through the runner or by itself, patches or not", () => {
    for (const cell of ["pairs@3 n-4", "pairs@3 n-6", "grid@1 all"]) {
      const honest = together!.get(`honest ${cell}`);
      for (const id of ["patches", "prints", "chatters", "forks"])
        expect(together!.get(`${id} ${cell}`)).toEqual(honest);
    }
  });

  it("changes no bit of its neighbours' numbers", () => {
    expect(alone!.size).toBe(6);
    for (const [key, outcome] of alone!) expect(together!.get(key)).toEqual(outcome);
  });

  it("leaves no process behind", () => expect(marked()).toEqual([]));
});
