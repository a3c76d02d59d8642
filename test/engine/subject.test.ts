import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matrix } from "../../core/matrix.ts";
import type { Metric, SlopeInto } from "../../core/metric.ts";
import { Undefined } from "../../core/outcome.ts";
import { randomFrom } from "../../core/random.ts";
import type { Representation } from "../../core/representation.ts";
import { subjectOf, type WatchedSubject } from "../../engine/subject.ts";
import { representation } from "../../representation/create.ts";
import { dice, difference, metric, mutator } from "./support/metrics.ts";

const random = randomFrom("subject");
const rep = (n: number, p = 2): Representation => representation(random.child(n, p).gaussianMatrix(n, p));
const subject = (of: Metric, seed = 1): WatchedSubject => subjectOf(of, randomFrom(seed));

describe("compare", () => {
  it("gives the metric's value", () => {
    const [x, y] = [rep(4), rep(4, 3)];
    expect(subject(difference).compare(x, y)).toEqual({
      status: "ok",
      value: difference.compare(x, y, { random }),
    });
  });

  it("does not ask about shapes that cannot be compared", () => {
    const asked = metric("m", () => {
      throw new Error("asked");
    });
    expect(subject(asked).compare(rep(4), rep(5))).toMatchObject({
      status: "error",
      code: "input/row-mismatch",
    });
    expect(subject(asked).compare(rep(1), rep(1))).toMatchObject({
      status: "error",
      code: "input/too-few-rows",
    });
  });

  it("never throws, whatever a metric throws or returns", () => {
    fc.assert(
      fc.property(fc.anything(), fc.boolean(), (thing, throws) => {
        const strange = metric("strange", () => {
          if (throws) throw thing;
          return thing as number;
        });
        const outcome = subject(strange).compare(rep(3), rep(3));
        const finite = !throws && typeof thing === "number" && Number.isFinite(thing);
        expect(outcome.status).toBe(finite ? "ok" : "error");
      }),
    );
  });

  it("gives every question random numbers of its own, the same ones again for the same seed", () => {
    const ask = (seed: number): unknown[] => {
      const of = subject(dice, seed);
      return [of.compare(rep(3), rep(3)), of.compare(rep(3), rep(3))];
    };
    const [first, second] = ask(1);
    expect(second).not.toEqual(first);
    expect(ask(1)).toEqual([first, second]);
    expect(ask(2)[0]).not.toEqual(first);
  });

  it("draws no number differently because another question drew more", () => {
    const greedy = (draws: number): Metric =>
      metric("greedy", (_x, _y, context) => {
        let last = 0;
        for (let k = 0; k < draws; k++) last = context.random.uniform();
        return draws === 0 ? 0 : last;
      });
    const secondAnswer = (draws: number): unknown => {
      let now = draws;
      const of = subject(metric("m", (x, y, context) => greedy(now).compare(x, y, context)));
      of.compare(rep(3), rep(3));
      now = 1;
      return of.compare(rep(3), rep(3));
    };
    expect(secondAnswer(5)).toEqual(secondAnswer(0));
  });
});

describe("a metric that writes into its input", () => {
  it("gets input-mutated, for this and every further question", () => {
    const of = subject(mutator);
    const [x, y] = [rep(4), rep(4)];
    expect(of.mutated).toBe(false);
    expect(of.compare(x, y)).toMatchObject({ status: "error", code: "input-mutated" });
    expect(of.mutated).toBe(true);
    expect(of.allPairs([rep(3)], [rep(3), rep(3)])).toHaveLength(2);
    expect(of.compare(rep(3), rep(3))).toMatchObject({ code: "input-mutated" });
  });

  it("is found when it throws after it wrote, and when it writes in allPairs", () => {
    const spoil = (x: Representation): void => void (x.values.data[0] = 99);
    const throws = metric("m", (x) => {
      spoil(x);
      throw new Undefined("hidden");
    });
    expect(subject(throws).compare(rep(4), rep(4))).toMatchObject({ code: "input-mutated" });
    const together = metric("m", () => 0, {
      allPairs: (_xs, ys) => {
        spoil(ys[1]!);
        return matrix(1, 2);
      },
    });
    const outcomes = subject(together).allPairs([rep(5)], [rep(5), rep(5, 3)]);
    expect(outcomes.map((outcome) => "code" in outcome && outcome.code)).toEqual([
      "input-mutated",
      "input-mutated",
    ]);
  });
});

describe("allPairs", () => {
  const [xs, ys] = [
    [rep(4, 1), rep(4, 2)],
    [rep(4, 3), rep(4, 4), rep(4, 5)],
  ];

  it("asks pair by pair, row-major, where the metric has no allPairs", () => {
    const expected = xs.flatMap((x) =>
      ys.map((y) => ({ status: "ok", value: difference.compare(x, y, { random }) })),
    );
    expect(subject(difference).allPairs(xs, ys)).toEqual(expected);
  });

  it("uses the metric's own, and asks compare for the reason of an entry without a number", () => {
    const own = metric(
      "own",
      (x) => {
        throw new Undefined(`p is ${x.p}`);
      },
      { allPairs: () => ({ rows: 2, cols: 3, data: Float64Array.of(1, 2, NaN, 4, Infinity, 6) }) },
    );
    expect(subject(own).allPairs(xs, ys)).toEqual([
      { status: "ok", value: 1 },
      { status: "ok", value: 2 },
      { status: "undefined", reason: "p is 1" },
      { status: "ok", value: 4 },
      { status: "undefined", reason: "p is 2" },
      { status: "ok", value: 6 },
    ]);
  });

  it("calls a NaN where compare has a value what it is: a fault", () => {
    const disagreeing = metric("m", () => 0.5, {
      allPairs: () => ({ rows: 1, cols: 1, data: Float64Array.of(NaN) }),
    });
    expect(subject(disagreeing).allPairs([rep(4)], [rep(4)])).toMatchObject([{ code: "metric/not-finite" }]);
  });

  it.each([[matrix(3, 2)], [undefined], [{ rows: 2, cols: 3, data: [1, 2, 3, 4, 5, 6] }]])(
    "refuses %o as a 2×3 matrix",
    (returned) => {
      const wrong = metric("m", () => 0, { allPairs: () => returned as never });
      const outcomes = subject(wrong).allPairs(xs, ys);
      expect(outcomes).toHaveLength(6);
      expect(new Set(outcomes.map((outcome) => "code" in outcome && outcome.code))).toEqual(
        new Set(["metric/bad-all-pairs"]),
      );
    },
  );

  it("gives each pair that cannot be compared its own error and asks about the others", () => {
    const outcomes = subject(difference).allPairs([rep(4), rep(5)], [rep(4)]);
    expect(outcomes.map(({ status }) => status)).toEqual(["ok", "error"]);
  });

  it("never throws for empty lists or a metric that does", () => {
    const throwing = metric("m", () => 0, {
      allPairs: () => {
        throw new Error("no");
      },
    });
    expect(subject(throwing).allPairs([], ys)).toEqual([]);
    expect(subject(throwing).allPairs(xs, [])).toEqual([]);
    expect(subject(throwing).allPairs([rep(4)], [rep(4)])).toMatchObject([{ code: "metric/threw" }]);
  });
});

describe("ascent", () => {
  const [x, y, room] = [rep(4), rep(4, 3).values, matrix(4, 3)];
  const climbing = (run: SlopeInto, prepare: () => void = () => undefined): Metric =>
    metric("m", () => 0, {
      gradient: () => room,
      ascent: () => {
        prepare();
        return run;
      },
    });

  it("is there for a metric that has one, and prepares once", () => {
    expect("ascent" in subject(difference)).toBe(false);
    let prepared = 0;
    const ask = subject(
      climbing(
        (_, gradient) => (gradient.data.fill(2), 0.5),
        () => prepared++,
      ),
    ).ascent!(x, 3);
    for (let k = 0; k < 3; k++) expect(ask(y, room)).toEqual({ status: "ok", value: 0.5 });
    expect(prepared).toBe(1);
    expect(room.data).toEqual(new Float64Array(12).fill(2));
  });

  it("never throws, and calls what is not finite a fault", () => {
    const asked = (run: SlopeInto, prepare?: () => void): unknown =>
      subject(climbing(run, prepare)).ascent!(x, 3)(y, room);
    const fail = (thrown: Error) => (): never => {
      throw thrown;
    };
    expect(asked(fail(new Undefined("flat")))).toEqual({ status: "undefined", reason: "flat" });
    expect(asked(fail(new Error("no")))).toMatchObject({ code: "metric/threw" });
    expect(asked(() => 0, fail(new Error("no")))).toMatchObject({ code: "metric/threw" });
    expect(asked(() => NaN)).toMatchObject({ code: "metric/not-finite" });
    for (const bad of [NaN, Infinity, -Infinity]) {
      expect(asked((_, gradient) => ((gradient.data[5] = bad), 0))).toMatchObject({
        code: "metric/bad-gradient",
        message: `m: the gradient holds ${bad}`,
      });
      room.data.fill(0);
    }
    expect(subject(climbing(() => 0)).ascent!(x, 3)(rep(5, 3).values, room)).toMatchObject({
      code: "input/row-mismatch",
    });
  });

  it("finds a change of X within 64 steps, and answers nothing after it", () => {
    let step = 0;
    const spoilt = rep(4);
    const of = subject(
      climbing((_, gradient) => {
        if (step++ === 10) spoilt.values.data[0] = 99;
        gradient.data.fill(1);
        return 0.5;
      }),
    );
    const ask = of.ascent!(spoilt, 3);
    for (let k = 0; k < 64; k++) expect(ask(y, room).status).toBe("ok");
    expect(ask(y, room)).toMatchObject({ code: "input-mutated" });
    expect(ask(y, room)).toMatchObject({ code: "input-mutated" });
    expect(of.compare(rep(3), rep(3))).toMatchObject({ code: "input-mutated" });
  });
});
