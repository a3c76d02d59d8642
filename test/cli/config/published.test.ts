import { describe, expect, it } from "vitest";
import { publishedSchemas } from "../../../cli/config/published.ts";
import { configSchema } from "../../../cli/config/schema.ts";

describe("publishedSchemas", () => {
  it("says each key of a configuration and forbids others", () => {
    const config = publishedSchemas()["config"] as {
      properties: Record<string, unknown>;
      additionalProperties: boolean;
    };
    expect(Object.keys(config.properties)).toEqual(Object.keys(configSchema.shape));
    expect(config.additionalProperties).toBe(false);
  });

  it("has one for every file that Etalon writes, with nothing left open", () => {
    const schemas = publishedSchemas();
    expect(Object.keys(schemas)).toEqual([
      "config",
      "result",
      "baseline",
      "cells-header",
      "cell",
      "plan",
      "shard",
    ]);
    for (const schema of Object.values(schemas)) expect(schema).toMatchObject({ type: "object" });
  });
});
