import { describe, expect, it } from "vitest";
import { durationText, progressReporter, progressText, secondsLeft } from "../../cli/progress-line.ts";
import type { Progress } from "../../engine/progress.ts";
import { recorder, type Recorder } from "./support/terminal.ts";

const progress = (run: number, total = 100): Progress => ({ run, total, resumed: 0, fraction: run / total });

describe("durationText", () => {
  it.each([
    [0.4, "0 s"],
    [59.4, "59 s"],
    [59.6, "1 min 00 s"],
    [125, "2 min 05 s"],
    [3600, "1 h 00 min"],
    [4830, "1 h 20 min"],
  ])("writes %d s as %s", (seconds, expected) => {
    expect(durationText(seconds)).toBe(expected);
  });
});

describe("secondsLeft", () => {
  it("goes by the pace so far, and is not told too early", () => {
    expect(secondsLeft(0.25, 10)).toBe(30);
    expect(secondsLeft(1, 10)).toBe(0);
    expect(secondsLeft(0.01, 10)).toBeUndefined();
    expect(secondsLeft(0.5, 1)).toBeUndefined();
  });
});

describe("progressText", () => {
  it("has the share, the cells and the time left or taken", () => {
    expect(progressText(progress(25), 10)).toBe(" 25 % · 25 of 100 cells · about 30 s left");
    expect(progressText({ ...progress(1), resumed: 7 }, 1)).toBe(
      "  1 % · 1 of 100 cells (and 7 from before)",
    );
    expect(progressText(progress(100), 75)).toBe("100 % · 100 of 100 cells · took 1 min 15 s");
  });
});

describe("progressReporter", () => {
  /** 100 cells, one a second. */
  function report(interactive: boolean): Recorder {
    const terminal = recorder(interactive);
    let now = 1000;
    const show = progressReporter(terminal, () => now);
    for (let run = 0; run <= 100; run++, now++) show(progress(run));
    return terminal;
  }

  it("writes a log a line every five seconds and the last one", () => {
    const { told, statuses } = report(false);
    expect(statuses).toEqual([]);
    expect(told).toHaveLength(20);
    expect(told[0]).toContain("5 of 100");
    expect(told.at(-1)).toContain("100 of 100");
  });

  it("changes one line on a terminal and leaves the last one standing", () => {
    const { told, statuses } = report(true);
    expect(statuses).toHaveLength(99);
    expect(told).toEqual([expect.stringContaining("took")]);
  });

  it("is silent where nothing is left to do", () => {
    const terminal = recorder();
    progressReporter(terminal, () => 0)(progress(0, 0));
    expect(terminal.told).toEqual([]);
  });
});
