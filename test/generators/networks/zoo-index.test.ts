import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { zooIndexSchema } from "../../../generators/networks/zoo-index.ts";

const index: unknown = JSON.parse(
  readFileSync(new URL("../../../data/zoo/index.json", import.meta.url), "utf8"),
);

it("accepts the shipped index and refuses an unknown key", () => {
  expect(zooIndexSchema.safeParse(index).success).toBe(true);
  expect(zooIndexSchema.safeParse({ ...(index as object), surprise: 1 }).success).toBe(false);
});
