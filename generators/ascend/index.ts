export { adam, type AdamStep } from "./adam.ts";
export { ascend, PROTOCOL, type Ascent, type AscentEnd, type AscentOptions } from "./ascend.ts";
export { evolutionStrategy, type EvolutionOptions } from "./evolution.ts";
export { ascendByLbfgs, type LbfgsOptions } from "./lbfgs.ts";
export { towards, type Goal, type Objective, type Slope } from "./objective.ts";
export { withoutSpan, type Projection } from "./subspace.ts";
export { thinned, type Thinned } from "./trajectory.ts";
