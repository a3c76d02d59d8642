import { frobenius } from "../../linalg/elementwise.ts";
import { metricById } from "../../metrics/registry/index.ts";
import { forgetDerived } from "../../representation/derived.ts";
import { pair, step } from "../data.ts";
import { duel, ours } from "../rounds.ts";
import { differenceOf, linesOf, type Section } from "../section.ts";

/** Ids, and the end of the names of their steps in `python/steps.py`. */
const STEPS: Readonly<Record<string, string>> = {
  "cka-linear": "cka",
  nbs: "nbs",
  "procrustes-angular": "procrustes",
  ridge: "ridge",
};

/** One step of score ascent: a new Y, its score and the gradient, X known. */
export const ascent: Section = async ({ peer, patience, progress, add }) => {
  const python = await peer();
  const hasTorch = python.about.versions["torch"] !== undefined;
  for (const [n, p] of [
    [500, 50],
    [500, 200],
  ] as const) {
    await python.forget();
    const [x, y] = pair(n, p);
    await python.load("x", x);
    await python.load("y", y);
    for (const [id, name] of Object.entries(STEPS)) {
      progress(`ascent ${id} ${n}×${p}`);
      forgetDerived();
      const run = step(await metricById(id), x, y);
      const { value, gradient } = run();
      const others = [{ name: "numpy", target: 1 }, ...(hasTorch ? [{ name: "torch", target: 0.2 }] : [])];
      let difference = 0;
      for (const other of others) {
        await python.make(other.name, `${other.name}_${name}`, ["x", "y"]);
        const theirs = await python.value(other.name);
        difference = Math.max(difference, differenceOf([value, frobenius(gradient)], theirs));
      }
      const contenders = others.map((other) => ({
        name: other.name,
        time: (repeats: number) => python.time(other.name, repeats),
      }));
      const found = await duel([ours(run), ...contenders], patience);
      for (const line of linesOf("ascent", `${id} ${n}×${p}`, found, others, { difference })) add(line);
    }
  }
};
