import { citeParts } from "../view/cite.ts";

/** One source: who and when, and where it can be found. */
interface Source {
  readonly who: string;
  readonly year: string;
  readonly reference: string;
}

/** The sources in a citation such as `arxiv:1905.00414 (Kornblith et al. 2019), table 1; doi:… (…)`. */
function sourcesOf(cite: string): Source[] {
  return cite.split(";").flatMap((one) => {
    const reference = citeParts(one).find(({ href }) => href !== "")?.text;
    const named = /\(?(?<who>\p{Lu}[^()\d]*?),?\s+(?<year>(?:18|19|20)\d{2})\)?/u.exec(one)?.groups;
    if (reference === undefined || named === undefined) return [];
    return [{ who: named["who"]!.trim(), year: named["year"]!, reference }];
  });
}

const keyOf = ({ who, year }: Source): string => {
  const first = /^[\p{L}-]+/u.exec(who)?.[0] ?? "source";
  return `${first
    .normalize("NFKD")
    .replaceAll(/[^A-Za-z]/g, "")
    .toLowerCase()}${year}`;
};

const authorsOf = (who: string): string =>
  who.replace(/\s+et al\.?$/u, " and others").replaceAll(/,\s+(?:and\s+)?|\s+and\s+/g, " and ");

function entryOf(source: Source, key: string): string {
  const { who, year, reference } = source;
  const [kind, id] = [
    reference.slice(0, reference.indexOf(":")),
    reference.slice(reference.indexOf(":") + 1),
  ];
  const where =
    kind.toLowerCase() === "doi" ? [`  doi = {${id}}`] : [`  eprint = {${id}}`, "  archivePrefix = {arXiv}"];
  const fields = [`  author = {${authorsOf(who)}}`, `  year = {${year}}`, ...where];
  return `@misc{${key},\n${fields.join(",\n")}\n}`;
}

/** BibTeX entries of the sources of measures, each once; authors as far as the citation names them. */
export function bibtexOf(cites: readonly string[]): string {
  const byReference = new Map<string, Source>();
  for (const source of cites.flatMap(sourcesOf)) {
    if (!byReference.has(source.reference)) byReference.set(source.reference, source);
  }
  const used = new Map<string, number>();
  return [...byReference.values()]
    .map((source) => {
      const key = keyOf(source);
      const times = used.get(key) ?? 0;
      used.set(key, times + 1);
      return entryOf(source, times === 0 ? key : `${key}${String.fromCharCode(97 + times)}`);
    })
    .join("\n\n");
}
