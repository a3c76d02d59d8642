/** A piece of a citation, and the address that it stands for (`""` where it is only text). */
export interface CitePart {
  readonly text: string;
  readonly href: string;
}

/** `doi:…` and `arxiv:…`, each up to a space, comma or semicolon, of characters that need no escaping. */
const REFERENCE =
  /\b(?:doi:(?<doi>10\.\d{4,9}\/[\w.()/:;-]*[\w)])|arxiv:(?<arxiv>(?:\d{4}\.\d{4,5}|[a-z-]+\/\d{7})(?:v\d+)?))(?=$|[\s;,])/giu;

/**
 * Makes links of the `doi:…` and `arxiv:…` in a citation. An address is built from an allow-list of characters under
 * a fixed host, everything else stays text, so that no citation can smuggle in another scheme or host.
 */
export function citeParts(cite: string): CitePart[] {
  const parts: CitePart[] = [];
  let done = 0;
  for (const match of cite.matchAll(REFERENCE)) {
    if (match.index > done) parts.push({ text: cite.slice(done, match.index), href: "" });
    const { doi, arxiv = "" } = match.groups ?? {};
    parts.push({
      text: match[0],
      href: doi === undefined ? `https://arxiv.org/abs/${arxiv}` : `https://doi.org/${doi}`,
    });
    done = match.index + match[0].length;
  }
  if (done < cite.length) parts.push({ text: cite.slice(done), href: "" });
  return parts;
}
