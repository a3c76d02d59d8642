/** Text in which nothing is markup. */
export const plain = (text: string): string => text.replaceAll(/[\\`*_<>|[\]]/g, String.raw`\$&`);

/** Text as code, whatever backticks it has. */
export const code = (text: string): string => (text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``);

/** Where the identifiers of a citation lead; 10.5555 is the ACM's own and no resolver knows it. */
const HOSTS: readonly (readonly [RegExp, string])[] = [
  [/^arxiv:/, "https://arxiv.org/abs/"],
  [/^doi:(?=10\.5555\/)/, "https://dl.acm.org/doi/"],
  [/^doi:/, "https://doi.org/"],
];

/** A citation with links: `arxiv:…` and `doi:…` are addresses. */
export function citation(cite: string): string {
  return cite.replaceAll(/(?:arxiv|doi):[^\s;,]+/g, (whole) => {
    const [kind, host] = HOSTS.find(([start]) => start.test(whole))!;
    const key = encodeURI(whole.replace(kind, "")).replaceAll("(", "%28").replaceAll(")", "%29");
    return `[${plain(whole)}](${host}${key})`;
  });
}

/** A table; the cells are Markdown without a line break, in which `|` is escaped. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows]
    .map((row) => `| ${row.map((cell) => cell.replaceAll(/(?<!\\)\|/g, String.raw`\|`)).join(" | ")} |`)
    .join("\n");
