import { describe, expect, it } from "vitest";
import { queueOption } from "../../cli/queue-option.ts";

describe("--queue", () => {
  it("has cells answered elsewhere, and changes nothing where it is not given", () => {
    expect(queueOption({ networks: "mine.json", shard: {} })).toEqual({});
    expect(Object.keys(queueOption({ queue: "redis://localhost" }))).toEqual(["elsewhere"]);
  });

  it.each([
    [{ shard: { index: 1, of: 2 } }, "usage/queue-and-shard"],
    [{ networks: "mine.json" }, "queue/own-networks"],
  ])("does not go with %j", (more, code) => {
    expect(() => queueOption({ queue: "redis://localhost", ...more })).toThrow(
      expect.objectContaining({ code }) as Error,
    );
  });
});
