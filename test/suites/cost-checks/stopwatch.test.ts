import { describe, expect, it } from "vitest";
import { shortest } from "../../../suites/cost-checks/stopwatch.ts";

const patience = { enough: 1000, most: 5, long: 1000 };

describe("shortest", () => {
  it("asks about something new each time, as often as it may", async () => {
    let made = 0;
    const asked: number[] = [];
    const ended: number[] = [];
    const timing = await shortest(
      () => ++made,
      (about) => Promise.resolve(asked.push(about) > 0),
      patience,
      () => ended.push(made),
    );
    expect(asked).toEqual([1, 2, 3, 4, 5]);
    expect(ended).toEqual(asked);
    expect(timing).toMatchObject({ repetitions: 5 });
    expect(timing!.seconds).toBeGreaterThanOrEqual(0);
  });

  it("ends as soon as there is no answer", async () => {
    let asked = 0;
    const timing = await shortest(
      () => 0,
      () => Promise.resolve(++asked < 3),
      patience,
    );
    expect(timing).toBeUndefined();
    expect(asked).toBe(3);
  });
});
