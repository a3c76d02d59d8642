/** A word as a shell reads it back, whatever it holds. */
export const quoted = (word: string): string =>
  /^[A-Za-z0-9_/:=.,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** Words as one command of a shell. */
export const commandLine = (words: readonly string[]): string => words.map(quoted).join(" ");
