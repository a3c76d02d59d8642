import { describe, expect, it } from "vitest";
import { etalon } from "./support/terminal.ts";

const VERBS = ["run", "worker", "score", "layers", "check", "list", "report", "doctor"];

describe("help", () => {
  it.each([[["--help"]], [["-h"]], [["help"]]])("is printed as data for %j, examples first", async (args) => {
    const { exitCode, data, told } = await etalon(...args);
    expect(exitCode).toBe(0);
    expect(told).toEqual([]);
    expect(data).toMatch(/^Examples:\n/);
    for (const verb of VERBS) expect(data).toMatch(new RegExp(`^  ${verb} `, "m"));
  });

  it.each(VERBS)("of %s begins with examples that are lines of that verb", async (verb) => {
    const { exitCode, data } = await etalon(verb, "--help");
    expect(exitCode).toBe(0);
    const [head, ...lines] = data.split("\n");
    expect(head).toBe("Examples:");
    const examples = lines.slice(0, lines.indexOf(""));
    expect(examples.length).toBeGreaterThan(1);
    for (const line of examples) expect(line).toMatch(new RegExp(`^  \\$ etalon ${verb}`));
    expect(data).toContain(`Usage: etalon ${verb}`);
    expect((await etalon("help", verb)).data).toBe(data);
  });

  it("without a verb goes to people, as a fault", async () => {
    const { exitCode, data, told } = await etalon();
    expect(exitCode).toBe(1);
    expect(data).toBe("");
    expect(told.join("\n")).toContain("Usage: etalon");
  });
});

describe("wrong usage", () => {
  it.each([
    [["rnu"], "usage/unknown-verb", 'did you mean "run"?'],
    [["help", "scor"], "usage/unknown-verb", 'did you mean "score"?'],
    [["constructor"], "usage/unknown-verb", "constructor"],
    [["--vresion"], "usage/unknown-option", "--version"],
    [["run", "--sed", "3"], "usage/unknown-option", "--seed"],
    [["run", "--profile", "quik"], "usage/bad-value", 'did you mean "quick"?'],
    [["run", "--seed", "1.5"], "usage/bad-value", '"1.5"'],
    [["run", "--workers", "-1"], "usage/bad-value", "from 0 on"],
    [["run", "--metrics", "cka-linaer"], "metric/unknown", '"cka-linear"'],
    [["run", "--metrics", ""], "usage/no-match", "--metrics"],
    [["run", "--suites", "layer"], "suite/unknown", '"layers"'],
    [["run", "--suites", "layer?s*"], "usage/no-match", '"layers"'],
    [["run", "extra"], "usage/excess-arguments", "run"],
    [["score", "only-one.npy"], "usage/missing-argument", "Y"],
    [["run", "--seed"], "usage/option-missing-argument", "--seed"],
  ])("%j is one line with the code %s", async (args, code, words) => {
    const { exitCode, data, told } = await etalon(...args);
    expect(exitCode).toBe(1);
    expect(data).toBe("");
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^etalon: .* \[[a-z/-]+\]$/);
    expect(told[0]).toContain(`[${code}]`);
    expect(told[0]).toContain(words);
  });
});

describe("--version", () => {
  it("is data", async () => {
    const { exitCode, data } = await etalon("--version");
    expect(exitCode).toBe(0);
    expect(data).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await etalon("-V")).data).toBe(data);
  });
});
