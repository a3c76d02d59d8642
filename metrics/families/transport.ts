import type { Matrix } from "../../core/matrix.ts";
import { matrix } from "../../core/matrix.ts";
import { maximumAssignment } from "./assignment.ts";

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

/**
 * The plan P ≥ 0 with Σⱼ Pᵢⱼ = 1/rows and Σᵢ Pᵢⱼ = 1/columns that makes ⟨P, gain⟩ greatest: exact optimal transport
 * between two sets with uniform weights.
 *
 * With masses multiplied by the least common multiple all flows are whole numbers. Each row's mass is sent along
 * shortest augmenting paths in the graph of reduced costs: successive shortest paths with dual prices (Edmonds and
 * Karp 1972), as for the assignment problem but with capacities. For rows = columns it is the assignment (Birkhoff).
 */
export function transportPlan(gain: Matrix): Matrix {
  const { rows, cols } = gain;
  const plan = matrix(rows, cols);
  if (rows === cols) {
    maximumAssignment(gain).forEach((column, row) => (plan.data[row * cols + column] = 1 / rows));
    return plan;
  }
  const divisor = greatestDivisor(rows, cols);
  const total = (rows * cols) / divisor;
  wholeFlow(gain, cols / divisor, rows / divisor).forEach((units, k) => (plan.data[k] = units / total));
  return plan;
}

/** A flow on its way to being greatest, with the dual prices that prove it so. */
interface State {
  readonly gain: Matrix;
  readonly flow: Float64Array;
  /** What each column can still take. */
  readonly room: Float64Array;
  readonly rowPrice: Float64Array;
  readonly columnPrice: Float64Array;
  /** The rows that send something to a column: the only ways back. */
  readonly senders: readonly Set<number>[];
}

/** A shortest path from a row to a column with room: the row before each column, the column before each row. */
interface Path {
  readonly end: number;
  readonly rowBefore: Int32Array;
  readonly columnBefore: Int32Array;
}

/** The greatest-gain flow of `supply` out of each row and `demand` into each column. */
function wholeFlow(gain: Matrix, supply: number, demand: number): Float64Array {
  const { rows, cols } = gain;
  const state: State = {
    gain,
    flow: new Float64Array(rows * cols),
    room: new Float64Array(cols).fill(demand),
    rowPrice: new Float64Array(rows),
    columnPrice: new Float64Array(cols),
    senders: Array.from({ length: cols }, () => new Set<number>()),
  };
  for (let source = 0; source < rows; source++) {
    for (let left = supply; left > 0;) left -= push(state, shortestPath(state, source), left);
  }
  return state.flow;
}

/**
 * Dijkstra over columns from one row. A reached column without room opens the rows that fill it, at no reduced cost.
 * Afterwards the prices make every arc of the path tight, so that the flow stays optimal when it is changed along it.
 */
function shortestPath({ gain, room, rowPrice, columnPrice, senders }: State, source: number): Path {
  const { rows, cols, data } = gain;
  const toColumn = new Float64Array(cols).fill(Infinity);
  const toRow = new Float64Array(rows).fill(Infinity);
  const rowBefore = new Int32Array(cols).fill(-1);
  const columnBefore = new Int32Array(rows).fill(-1);
  const done = new Uint8Array(cols);
  const reached = [source];
  toRow[source] = 0;
  for (let scanned = 0; ;) {
    for (; scanned < reached.length; scanned++) {
      const row = reached[scanned]!;
      const base = toRow[row]! - rowPrice[row]!;
      for (let j = 0; j < cols; j++) {
        const through = base - data[row * cols + j]! - columnPrice[j]!;
        if (done[j] === 0 && through < toColumn[j]!) {
          toColumn[j] = through;
          rowBefore[j] = row;
        }
      }
    }
    let end = -1;
    for (let j = 0; j < cols; j++) if (done[j] === 0 && (end < 0 || toColumn[j]! < toColumn[end]!)) end = j;
    done[end] = 1;
    if (room[end]! > 0) {
      for (const row of reached) rowPrice[row]! += toColumn[end]! - toRow[row]!;
      for (let j = 0; j < cols; j++) if (done[j] === 1) columnPrice[j]! -= toColumn[end]! - toColumn[j]!;
      return { end, rowBefore, columnBefore };
    }
    for (const row of senders[end]!) {
      if (toRow[row] !== Infinity) continue;
      toRow[row] = toColumn[end]!;
      columnBefore[row] = end;
      reached.push(row);
    }
  }
}

/** Sends what fits along a path, at most `limit`, and returns how much that was. */
function push(
  { gain: { cols }, flow, room, senders }: State,
  { end, rowBefore, columnBefore }: Path,
  limit: number,
): number {
  const steps: { row: number; into: number; outOf: number }[] = [];
  for (let column = end; column >= 0; column = columnBefore[rowBefore[column]!]!) {
    const row = rowBefore[column]!;
    steps.push({ row, into: column, outOf: columnBefore[row]! });
  }
  let amount = Math.min(limit, room[end]!);
  for (const { row, outOf } of steps) if (outOf >= 0) amount = Math.min(amount, flow[row * cols + outOf]!);
  room[end]! -= amount;
  for (const { row, into, outOf } of steps) {
    flow[row * cols + into]! += amount;
    senders[into]!.add(row);
    if (outOf < 0) continue;
    flow[row * cols + outOf]! -= amount;
    if (flow[row * cols + outOf] === 0) senders[outOf]!.delete(row);
  }
  return amount;
}
