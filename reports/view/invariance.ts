import { TRANSFORMS } from "../../core/invariance.ts";
import type { FindingIndex } from "./finding-index.ts";
import { idsOf } from "./finding-index.ts";
import type { MakeRows, RowGroup, RowHead } from "./heads.ts";
import type { Side, VerdictView } from "./verdict.ts";
import { SIDES, SIDE_NAMES, parseVerdictId, verdictView } from "./verdict.ts";

/** A transform with the sides that it was applied to. */
export interface TransformColumns {
  readonly transform: string;
  readonly label: string;
  readonly sides: readonly { readonly side: Side; readonly short: string; readonly words: string }[];
}

/** A verdict that opens a transform's columns has a rule on its left. */
export interface MatrixCell extends VerdictView {
  readonly opens: boolean;
  /** Its classes; `""` for most of thousands. */
  readonly classes: string;
}

/** One metric's row of the matrix. */
export interface InvarianceRow {
  readonly head: RowHead;
  readonly cells: readonly MatrixCell[];
  readonly wrongCount: number;
}

/** A declaration that the measurement contradicts. */
export interface WrongDeclaration {
  readonly head: RowHead;
  readonly label: string;
  readonly side: string;
  readonly words: string;
}

/** The matrix of metrics × transforms × sides. */
export interface InvarianceView {
  readonly transforms: readonly TransformColumns[];
  /** Columns of the table, for a cell that spans all. */
  readonly columnCount: number;
  readonly bodies: readonly RowGroup<InvarianceRow>[];
  readonly wrong: readonly WrongDeclaration[];
}

/** Columns that are not verdicts: family, metric, number of wrong declarations. */
const FIXED_COLUMNS = 3;

/** The transforms and sides for which there are verdicts: the known ones in their order, then any others. */
export function transformColumns(ids: readonly string[]): TransformColumns[] {
  const verdicts = ids.map(parseVerdictId).filter((parsed) => parsed?.kind === "verdict");
  const present = new Set(verdicts.flatMap((verdict) => (verdict === undefined ? [] : [verdict.transform])));
  const known: readonly string[] = TRANSFORMS;
  const ordered = [
    ...known.filter((transform) => present.has(transform)),
    ...[...present].filter((transform) => !known.includes(transform)),
  ];
  return ordered.map((transform) => ({
    transform,
    label: transform.replaceAll("-", " "),
    sides: SIDES.filter((side) =>
      verdicts.some((verdict) => verdict?.transform === transform && verdict.side === side),
    ).map((side) => ({ side, ...SIDE_NAMES[side] })),
  }));
}

/** Sensitive and undefined look like plain text. */
function classesOf({ tone, wrong }: VerdictView, opens: boolean): string {
  const plain = tone === "sensitive" || tone === "undefined";
  return [...(plain ? [] : [tone]), ...(opens ? ["opens"] : []), ...(wrong ? ["wrong"] : [])].join(" ");
}

/** The matrix of declared against measured invariances; `undefined` where a suite has no verdicts. */
export function invarianceView(
  suite: string,
  index: FindingIndex,
  makeRows: MakeRows,
): InvarianceView | undefined {
  const transforms = transformColumns(idsOf(index.suite(suite)));
  if (transforms.length === 0) return undefined;
  const wrong: WrongDeclaration[] = [];
  const bodies = makeRows((metric, head) => {
    const cells = transforms.flatMap(({ transform, label, sides }) =>
      sides.map(({ side, words }, i) => {
        const verdict = verdictView(index.find(metric.id, suite, `verdict/${transform}/${side}`));
        if (verdict.wrong) wrong.push({ head, label, side: words, words: verdict.words });
        const opens = i === 0;
        return { ...verdict, opens, classes: classesOf(verdict, opens) };
      }),
    );
    return { cells, wrongCount: cells.filter((cell) => cell.wrong).length };
  });
  const columnCount = transforms.reduce((total, { sides }) => total + sides.length, FIXED_COLUMNS);
  return { transforms, columnCount, bodies, wrong };
}
