import { closure, type Transform } from "../../core/invariance.ts";
import type { RdmKind } from "../../representation/rdm.ts";
import { SIDE } from "./invariance-classes.ts";

/** Depends on lengths and angles from the origin: the mean counts, the common size does not. */
export const UNCENTRED: readonly Transform[] = closure([
  "zero-padding",
  "row-permutation",
  "orthogonal",
  "isotropic-scaling",
]);

/** As {@link UNCENTRED}, but size counts too. */
export const GRAM: readonly Transform[] = closure(["zero-padding", "row-permutation", "orthogonal"]);

/** What leaves an RDM unchanged up to one common factor. */
export const RDM_SIDES: Readonly<Record<RdmKind, readonly Transform[]>> = {
  "squared-euclidean": SIDE.orthogonal,
  euclidean: SIDE.orthogonal,
  gaussian: SIDE.orthogonal,
  cosine: UNCENTRED,
  // Silent units move the mean of a row, and with it every correlation over units.
  correlation: closure(["row-permutation", "permutation", "isotropic-scaling", "negative-scaling"]),
  mahalanobis: SIDE.affineSpan,
  // A silent unit has equal rates everywhere; the prior fixes the unit of rate.
  poisson: closure(["row-permutation", "zero-padding", "permutation"]),
};

/** What leaves an RDM unchanged, its size included. */
export const RDM_SIDES_WITH_SIZE: Readonly<Record<RdmKind, readonly Transform[]>> = {
  ...RDM_SIDES,
  "squared-euclidean": SIDE.rigid,
  euclidean: SIDE.rigid,
};
