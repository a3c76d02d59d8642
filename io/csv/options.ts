/** How a table of text is to be read, where its look does not tell. */
export interface TableOptions {
  /** Whether the first row holds names. @defaultValue worked out, and asked where it could be either. */
  readonly header?: boolean | undefined;
  /**
   * The column that names the rows: its name in the first row, its number counted from 1, or `false` for none.
   *
   * @defaultValue the first column, where it holds no numbers or is called `id`, `index`, `name`, … or nothing.
   */
  readonly idColumn?: string | number | false | undefined;
}
