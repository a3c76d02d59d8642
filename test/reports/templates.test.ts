import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../core/errors.ts";
import { readAsset, renderPage } from "../../reports/templates.ts";

const FOLDER = new URL("../../reports/templates/", import.meta.url);
const templates = readdirSync(FOLDER).filter((name) => name.endsWith(".hbs"));

describe("renderPage", () => {
  it("is strict: a name that the view does not have is an error and not an empty place", () => {
    expect(() => renderPage({})).toThrow(/policy/);
  });
});

describe("readAsset", () => {
  it("says what to do when a file is missing", () => {
    let code = "";
    try {
      readAsset("none.hbs");
    } catch (thrown) {
      code = codeOf(thrown);
      expect(String(thrown)).toContain("npm run build");
    }
    expect(code).toBe("report/template-missing");
  });
});

describe("the templates", () => {
  it("leave nothing unescaped but the page's own style and script", () => {
    const raw = templates.flatMap((name) =>
      [...readFileSync(new URL(name, FOLDER), "utf8").matchAll(/\{\{\{.*?\}\}\}|\{\{&.*?\}\}/g)].map(String),
    );
    expect(raw.sort()).toEqual(["{{{script}}}", "{{{style}}}"]);
  });

  it("use no inline style and no inline handler, which the policy would block", () => {
    for (const name of templates) {
      const text = readFileSync(new URL(name, FOLDER), "utf8");
      expect(text, name).not.toMatch(/\sstyle="|\son[a-z]+="/);
    }
  });

  it("put every value of an attribute in quotes, where escaping protects it", () => {
    for (const name of templates) {
      expect(readFileSync(new URL(name, FOLDER), "utf8"), name).not.toMatch(/=\{\{/);
    }
  });
});
