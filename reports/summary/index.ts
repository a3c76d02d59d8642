import type { Finding } from "../../core/finding.ts";
import type { MetricEntry } from "../../core/result.ts";
import { factsOf, type Piece } from "./facts.ts";
import { invariancePiece } from "./invariance.ts";
import {
  axiomsPiece,
  componentsPiece,
  costPiece,
  identitiesPiece,
  layersPiece,
  nullPiece,
  robustnessPiece,
  signalPiece,
} from "./pieces.ts";

/** In the order in which they are read. */
const PIECES: readonly Piece[] = [
  signalPiece,
  invariancePiece,
  componentsPiece,
  nullPiece,
  layersPiece,
  axiomsPiece,
  identitiesPiece,
  robustnessPiece,
  costPiece,
];

/**
 * A metric in plain words, one sentence a suite, made from its findings and from nothing else. A suite without the
 * findings that its sentence needs says nothing.
 */
export function summarise(metric: MetricEntry, findings: readonly Finding[]): string[] {
  const facts = factsOf(metric, findings);
  return PIECES.flatMap((piece) => {
    const said = piece(facts);
    return said === undefined ? [] : [`${said.charAt(0).toUpperCase()}${said.slice(1)}.`];
  });
}
