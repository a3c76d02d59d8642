const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/**
 * Whether each word begins a word of one of the texts, whatever the case: `rv` fits "RV coefficient" and not "curve",
 * `0.4` fits `cka-rbf-0.4`.
 */
export function fits(texts: readonly string[], words: readonly string[]): boolean {
  return words.every((word) => {
    const expression = new RegExp(String.raw`(?<![\p{L}\p{N}])${escape(word)}`, "iu");
    return texts.some((text) => expression.test(text));
  });
}
