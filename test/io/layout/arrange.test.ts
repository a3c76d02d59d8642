import { describe, expect, it } from "vitest";
import { arrange, keepsOrder, meanOf, splitTrials, type Arrangement } from "../../../io/layout/arrange.ts";

/** Two stimuli of 2 channels × 3 positions; the tens are the channel, the ones the position. */
const first = Float64Array.of(0, 1, 2, 10, 11, 12, 100, 101, 102, 110, 111, 112);
/** The same with the channels last. */
const last = Float64Array.of(0, 10, 1, 11, 2, 12, 100, 110, 101, 111, 102, 112);

const how = (policy: Arrangement["policy"], channelsFirst: boolean): Arrangement => ({
  policy,
  channelsFirst,
  channels: 2,
  positions: 3,
});

describe("arrange", () => {
  it.each([
    ["first", true, first],
    ["last", false, last],
  ] as const)("channels %s", (_name, channelsFirst, data) => {
    expect([...arrange(data, how("pool", channelsFirst))]).toEqual([1, 11, 101, 111]);
    expect([...arrange(data, how("positions", channelsFirst))]).toEqual([...last]);
    expect(arrange(data, how("flatten", channelsFirst))).toBe(data);
  });

  it("makes no copy where the order is the same", () => {
    expect(keepsOrder(how("positions", false))).toBe(true);
    expect(keepsOrder(how("positions", true))).toBe(false);
    expect(keepsOrder({ ...how("positions", true), channels: 1 })).toBe(true);
    expect(keepsOrder({ ...how("pool", true), positions: 1 })).toBe(true);
    expect(keepsOrder(how("pool", false))).toBe(false);
  });

  it("takes no stimulus, no channel", () => {
    expect(arrange(new Float64Array(0), how("pool", true))).toHaveLength(0);
    expect(arrange(new Float64Array(0), { ...how("pool", true), channels: 0 })).toHaveLength(0);
    expect(arrange(new Float64Array(0), { ...how("positions", true), positions: 0 })).toHaveLength(0);
  });
});

describe("splitTrials", () => {
  it("takes the trials out of the middle", () => {
    // Two stimuli, outer 2, three trials (the ones), inner 2.
    const data = Float64Array.of(
      0,
      100,
      1,
      101,
      2,
      102,
      10,
      110,
      11,
      111,
      12,
      112,
      20,
      120,
      21,
      121,
      22,
      122,
      30,
      130,
      31,
      131,
      32,
      132,
    );
    expect(splitTrials(data, 3, { outer: 2, inner: 2 }).map((one) => [...one])).toEqual(
      [0, 1, 2].map((trial) => [0, 10, 20, 30].flatMap((block) => [block + trial, block + trial + 100])),
    );
  });

  it("of nothing is nothing, as often as there are trials", () => {
    expect(splitTrials(new Float64Array(0), 3, { outer: 2, inner: 0 })).toEqual(
      [0, 1, 2].map(() => new Float64Array(0)),
    );
  });
});

describe("meanOf", () => {
  it("is the mean place by place", () => {
    expect([...meanOf([Float64Array.of(1, 2), Float64Array.of(3, 8), Float64Array.of(5, -1)])]).toEqual([
      3, 3,
    ]);
    expect([...meanOf([Float64Array.of(NaN, 1), Float64Array.of(1, 1)])]).toEqual([NaN, 1]);
  });
});
