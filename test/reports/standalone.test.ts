import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { markup } from "../../reports/markup.ts";
import { standalonePage } from "../../reports/standalone.ts";
import { PAYLOAD } from "./hostile.ts";
import { elementsOf } from "./markup.ts";

const html = standalonePage({
  title: PAYLOAD,
  kind: PAYLOAD,
  body: [markup`<p>${PAYLOAD}</p>`, PAYLOAD],
  provenance: PAYLOAD,
});
const elements = elementsOf(html);

describe("standalonePage", () => {
  it("allows its own style and nothing else", () => {
    const style = elements.find(({ name }) => name === "style")!.text;
    const hash = createHash("sha256").update(style).digest("base64");
    const meta = elements.find(({ attributes }) => attributes.has("http-equiv"))!;
    expect(meta.attributes.get("content")!.replaceAll("&#39;", "'")).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    expect(style).not.toMatch(/url\(|@import/);
  });

  it("lets no text become markup", () => {
    const names = new Set(elements.map(({ name }) => name));
    for (const name of ["script", "img", "svg"]) expect(names).not.toContain(name);
    for (const sign of ["\u0000", "\u202e"]) expect(html).not.toContain(sign);
  });
});
