import { describe, expect, it } from "vitest";
import type { Answer } from "../../../engine/execute.ts";
import type { BatchMessage, OpenMessage } from "../../../engine/host/messages.ts";
import { startWorker } from "../../../engine/host/worker-process.ts";
import { backend } from "../../../linalg/index.ts";
import { TEST_CATALOGUE } from "../support/catalogue.ts";

const open: OpenMessage = {
  type: "open",
  catalogue: TEST_CATALOGUE,
  metrics: ["difference", "killer", "thrower", "slow"],
  suites: ["grid"],
  profile: "quick",
  seed: 1,
  budget: 2 ** 28,
};

const ask = (...metrics: string[]): BatchMessage => ({
  type: "batch",
  suite: "grid",
  case: { id: "all", params: "all", replicates: 1 },
  replicate: 0,
  metrics,
});

describe("startWorker", () => {
  it("serves one batch after the other and tells how the process ended", async () => {
    const stop = new AbortController();
    const worker = await startWorker(open, backend(), stop.signal);
    const answers: Answer[] = [];
    const collect = (answer: Answer): void => void answers.push(answer);
    expect(await worker.run(ask("difference", "thrower"), collect)).toEqual({ died: false });
    expect(await worker.run(ask("thrower"), collect)).toEqual({ died: false });
    expect(answers.map(({ index, outcome }) => `${index} ${outcome.status}`)).toEqual([
      "0 ok",
      "1 error",
      "0 error",
    ]);
    // What took long has been sent when the process dies; what was quick is asked again, which costs little.
    expect(await worker.run(ask("slow", "killer", "thrower"), collect)).toEqual({
      died: true,
      how: "signal SIGKILL",
    });
    expect(answers[3]).toMatchObject({ index: 0, outcome: { status: "ok" } });
    expect(answers).toHaveLength(4);
    expect(await worker.run(ask("thrower"), collect)).toEqual({ died: true, how: "signal SIGKILL" });
    stop.abort();
  });

  it("gives up starting with the reason of its signal", async () => {
    const stop = new AbortController();
    const reason = new Error("enough");
    const starting = startWorker(open, backend(), stop.signal);
    stop.abort(reason);
    await expect(starting).rejects.toBe(reason);
  });
});
