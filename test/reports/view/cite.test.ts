import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { citeParts } from "../../../reports/view/cite.ts";

const links = (cite: string): string[] => citeParts(cite).flatMap(({ href }) => (href === "" ? [] : [href]));

describe("citeParts", () => {
  it.each([
    ["doi:10.1000/xyz_(1)", ["https://doi.org/10.1000/xyz_(1)"]],
    ["arxiv:1905.00414 (Kornblith et al. 2019), table 1", ["https://arxiv.org/abs/1905.00414"]],
    ["arXiv:cs/0112017v2", ["https://arxiv.org/abs/cs/0112017v2"]],
    [
      "doi:10.2307/2333955 (Hotelling 1936); arxiv:1706.05806 (Raghu et al. 2017)",
      ["https://doi.org/10.2307/2333955", "https://arxiv.org/abs/1706.05806"],
    ],
    ["doi:10.1000/a; arxiv:1905.00414", ["https://doi.org/10.1000/a", "https://arxiv.org/abs/1905.00414"]],
  ])("links %s", (cite, hrefs) => expect(links(cite)).toEqual(hrefs));

  it.each([
    "Ramsay et al. (1984)",
    "javascript:alert(1)",
    "https://example.org",
    "doi:javascript:alert(1)",
    'doi:10.1000/"onclick=x',
    'doi:10.1000/x"onclick=x',
    "doi:10.1000/<script>",
    "doi:10.1000/x<script>",
    "xdoi:10.1000/x",
    "arxiv:../../x",
    "arxiv:1905.00414@example.org",
  ])("leaves %j as text", (cite) => expect(citeParts(cite)).toEqual([{ text: cite, href: "" }]));

  it("loses no character, and links only to the two hosts", () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom("doi:10.1000/x", "arxiv:1905.00414", " ", ";", "(", "/../"),
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join("")),
        (cite) => {
          expect(
            citeParts(cite)
              .map(({ text }) => text)
              .join(""),
          ).toBe(cite);
          for (const href of links(cite)) {
            expect(["doi.org", "arxiv.org"]).toContain(new URL(href).host);
            expect(href).not.toMatch(/["'<>\s]/);
          }
        },
      ),
    );
  });
});
