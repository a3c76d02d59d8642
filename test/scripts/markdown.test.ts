import { describe, expect, it } from "vitest";
import { citation, code, plain, table } from "../../scripts/markdown.ts";

describe("Markdown", () => {
  it("escapes what would be markup", () => {
    expect(plain("‖XᵀY‖_*, a|b, [0, 1]")).toBe(String.raw`‖XᵀY‖\_\*, a\|b, \[0, 1\]`);
    expect([code("cka"), code("a`b")]).toEqual(["`cka`", "`` a`b ``"]);
    expect(table(["x"], [["a|b"], [plain("c|d")]])).toBe("| x |\n| --- |\n| a\\|b |\n| c\\|d |");
  });

  it("links identifiers and leaves the rest of a citation", () => {
    expect(citation("arxiv:1905.00414 (Kornblith et al. 2019); doi:10.1007/BF02289451, isbn:9780471")).toBe(
      "[arxiv:1905.00414](https://arxiv.org/abs/1905.00414) (Kornblith et al. 2019); " +
        "[doi:10.1007/BF02289451](https://doi.org/10.1007/BF02289451), isbn:9780471",
    );
    expect(citation("doi:10.1016/0024-3795(82)90112-4")).toMatch(/\/0024-3795%2882%2990112-4\)$/);
    expect(citation("doi:10.5555/2188385.2343691")).toContain("(https://dl.acm.org/doi/10.5555/");
  });
});
