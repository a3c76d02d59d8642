import { describe, expect, it } from "vitest";
import { Undefined, undefinedBecause } from "../../../core/outcome.ts";
import { createAsker } from "../../../suites/axiom-checks/asker.ts";
import { fromArray } from "../../support/data.ts";
import { subject } from "./support.ts";

const [x, silent] = [fromArray([[1], [2]]), fromArray([[0], [0]])];
const asker = createAsker(
  subject((a) => {
    if (a.data[0] === 0) throw new Undefined("why");
    return 7;
  }),
);

describe("an asker", () => {
  it("counts, and keeps the first reason until there is a number", async () => {
    expect(asker.silence).toBeUndefined();
    expect(await asker.ask(silent, x)).toBeUndefined();
    expect(asker.silence).toEqual(undefinedBecause("why"));
    expect(await asker.ask(x, silent)).toBe(7);
    expect(asker.silence).toBeUndefined();
    expect(asker.asked).toBe(2);
  });
});
