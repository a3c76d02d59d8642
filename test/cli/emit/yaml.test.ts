import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Yaml, yamlText } from "../../../cli/emit/yaml.ts";
import { HOSTILE } from "./hostile.ts";
import { readYaml, whyNoYaml } from "./read-yaml.ts";

it("has a reader of YAML where it must be", () => {
  if (process.env["ETALON_REQUIRE_SLURM"]) expect(whyNoYaml()).toBeUndefined();
});

describe.skipIf(whyNoYaml() !== undefined)("yamlText", () => {
  it("is read back as it was, by a reader of another kind", () => {
    const text = fc.oneof(
      fc.constantFrom(...HOSTILE),
      fc.string(),
      fc.string({ unit: "binary" }),
      fc
        .array(fc.constantFrom("a", " b", "c: d", "", "# e", "- f", "\t"), { maxLength: 4 })
        .map((parts) => `${parts.join("\n")}\n`),
    );
    const { value } = fc.letrec<{ value: Yaml; leaf: Yaml }>((tie) => ({
      leaf: fc.oneof(text, fc.integer(), fc.boolean()),
      value: fc.oneof(
        { maxDepth: 3 },
        tie("leaf"),
        fc.array(tie("value"), { minLength: 1, maxLength: 3 }),
        fc.dictionary(
          text.filter((key) => key !== "__proto__"),
          tie("value"),
          { minKeys: 1, maxKeys: 4 },
        ),
      ),
    }));
    // One process reads many.
    const many = fc.sample(fc.dictionary(fc.constantFrom("a", "b"), value), 300);
    expect(readYaml(many.map(yamlText))).toEqual(JSON.parse(JSON.stringify(many)));
  });

  it("sets a script as lines that people can read", () => {
    expect(yamlText({ run: "set -u\n\necho a: b\n" })).toBe("run: |\n  set -u\n\n  echo a: b\n");
  });
});
