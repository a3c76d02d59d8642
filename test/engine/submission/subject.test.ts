import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { loadEntrant } from "../../../cli/submission/load.ts";
import { randomFrom } from "../../../core/random.ts";
import { isSubmitted, type ProgramSpec } from "../../../engine/submission/spec.ts";
import { submittedSubject } from "../../../engine/submission/subject.ts";
import { openSubmission, type Submission } from "../../../engine/submission/submission.ts";
import { representation } from "../../../representation/create.ts";

const BAD = path.join(import.meta.dirname, "..", "..", "cli", "submission", "support", "bad.mjs");
const trust = { isolation: "process", limits: { seconds: 20, bytes: 2 ** 30 }, reads: [] } as const;
const random = (n: number, p: number, seed: number): ReturnType<typeof representation> =>
  representation(randomFrom(seed).gaussianMatrix(n, p));
const [x, y, z] = [random(5, 2, 1), random(5, 3, 2), random(4, 3, 3)];

const opened: Submission[] = [];
afterEach(async () => {
  for (const submission of opened.splice(0)) await submission.close();
});

async function open(how: string): Promise<Submission> {
  const { metric } = await loadEntrant(`command:${process.execPath} ${BAD} ${how}`, trust);
  if (!isSubmitted(metric)) throw new Error("not submitted");
  const submission = openSubmission(metric, metric.spec as ProgramSpec);
  opened.push(submission);
  return submission;
}

const source = randomFrom("subject");

describe("submittedSubject", () => {
  it("checks shapes before it asks, and gives what a fresh process confirms", async () => {
    const subject = submittedSubject(await open("honest"), source, true);
    expect(await subject.compare(x, z)).toMatchObject({ status: "error", code: "input/row-mismatch" });
    const last = x.values.data.at(-1)!;
    expect(await subject.compare(x, y)).toEqual({ status: "ok", value: last + 3 });
    expect(await subject.allPairs([x, y], [x])).toEqual([
      { status: "ok", value: last + 2 },
      { status: "ok", value: y.values.data.at(-1)! + 2 },
    ]);
    expect(await subject.settle()).toBeUndefined();
  });

  it("finds out a metric whose answers depend on what it was asked before, if the cell is asked again", async () => {
    const submission = await open("counts");
    const unasked = submittedSubject(submission, source, false);
    const watched = submittedSubject(submission, source, true);
    for (const subject of [unasked, watched])
      expect(await subject.compare(x, y)).toMatchObject({ status: "ok" });
    expect(await unasked.settle()).toBeUndefined();
    expect(await watched.settle()).toMatchObject({ status: "error", code: "metric/not-deterministic" });
  });

  it("keeps a loss for the whole cell, and starts anew for the next", async () => {
    const submission = await open("exits-late");
    for (let cell = 0; cell < 2; cell++) {
      const subject = submittedSubject(submission, source, false);
      expect(await subject.compare(x, y)).toMatchObject({ status: "ok" });
      const lost = { status: "crashed", message: "its process ended with exit code 0" };
      expect(await subject.compare(x, y)).toEqual(lost);
      expect(await subject.compare(x, y)).toEqual(lost);
      expect(await subject.settle()).toEqual(lost);
    }
  });

  it("asks no more after five cells in a row that cost a process", async () => {
    const submission = await open("exits");
    let started = 0;
    const counting: Submission = {
      ...submission,
      client: async () => {
        const client = await submission.client();
        if (!("status" in client)) started++;
        return client;
      },
    };
    for (let cell = 0; cell < 8; cell++) {
      const subject = submittedSubject(counting, source, false);
      expect(await subject.compare(x, y)).toMatchObject({ status: "crashed" });
      expect(await subject.settle()).toMatchObject({ status: "crashed" });
    }
    expect(started).toBe(5);
  });

  it.each([
    ["gradient-good", { status: "ok", value: 2, gradient: { rows: 5, cols: 3 } }],
    ["gradient-shape", { status: "error", code: "metric/bad-gradient" }],
    ["gradient-nan", { status: "error", code: "metric/bad-gradient" }],
    ["gradient-none", { status: "error", code: "metric/bad-gradient" }],
    ["gradient-junk", { status: "error", code: "metric/bad-gradient" }],
  ])("takes a gradient for what it is: %s", async (how, outcome) => {
    const subject = submittedSubject(await open(how), source, false);
    expect(await subject.slope!(x, y)).toMatchObject(outcome);
    expect(await subject.settle()).toBeUndefined();
  });
});
