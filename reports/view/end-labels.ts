/** A curve's name and where it ends. */
export interface CurveEnd {
  readonly label: string;
  readonly y: number;
}

/** Height of a line of text in the drawing's units. */
const LINE = 9;

/**
 * Labels at the ends of curves, from top to bottom: curves that end nearer than a line of text share one label,
 * `X Y`, at their mean height.
 */
export function endLabels(ends: readonly CurveEnd[]): CurveEnd[] {
  const groups: CurveEnd[][] = [];
  for (const end of [...ends].sort((a, b) => a.y - b.y)) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group !== undefined && last !== undefined && end.y - last.y < LINE) group.push(end);
    else groups.push([end]);
  }
  return groups.map((group) => ({
    // In the order in which the curves were given, not in that of their heights.
    label: ends
      .filter((end) => group.includes(end))
      .map(({ label }) => label)
      .join(" "),
    y: Math.round((10 * group.reduce((sum, { y }) => sum + y, 0)) / group.length) / 10,
  }));
}
