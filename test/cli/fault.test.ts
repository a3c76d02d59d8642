import { CommanderError } from "commander";
import { describe, expect, it } from "vitest";
import { reportFault } from "../../cli/fault.ts";
import { Interrupted } from "../../cli/interrupt.ts";
import { EtalonError } from "../../core/errors.ts";
import { recorder } from "./support/terminal.ts";

function report(thrown: unknown): { exitCode: number; told: string[] } {
  const terminal = recorder();
  return { exitCode: reportFault(thrown, terminal), told: terminal.told };
}

describe("reportFault", () => {
  it("says a typed error in one line with its code", () => {
    const error = new EtalonError("input/bad", "X must be\n  finite", { got: "NaN", remedy: "mend it" });
    expect(report(error)).toEqual({
      exitCode: 1,
      told: ["etalon: X must be finite (got NaN); mend it [input/bad]"],
    });
  });

  it("shows no stack of an unexpected error, unless it is asked for", () => {
    expect(report(new TypeError("oops"))).toEqual({ exitCode: 1, told: ["etalon: oops [unexpected]"] });
    expect(report("text").told).toEqual(["etalon: text [unexpected]"]);
    process.env["ETALON_DEBUG"] = "1";
    expect(report(new TypeError("oops")).told[1]).toContain("fault.test.ts");
    delete process.env["ETALON_DEBUG"];
  });

  it("turns an interrupt into 130", () => {
    const { exitCode, told } = report(new Interrupted());
    expect(exitCode).toBe(130);
    expect(told[0]).toMatch(/^etalon: interrupted; .*run the same command again/);
  });

  it("says nothing where help was shown", () => {
    expect(report(new CommanderError(0, "commander.helpDisplayed", "(outputHelp)"))).toEqual({
      exitCode: 0,
      told: [],
    });
    expect(report(new CommanderError(1, "commander.help", "(outputHelp)"))).toEqual({
      exitCode: 1,
      told: [],
    });
  });
});
