// The kernel's exports. Compiled by scripts/build.mjs to dist/linalg/portable/kernel.wasm.
export { mark, release, reserve, reset } from "./memory";
export { gemm } from "./gemm";
export { eigenSymmetric } from "./eigen";
export { qr } from "./qr";
export { svd } from "./svd";
export { cholesky, solveTriangular } from "./triangular";
export { bracket } from "./bracket";
export { exponentials, exponentialsMinusOne, squareRoots } from "./exponential";
export { centreTriangle, squaredDistances, triangleSums } from "./triangle";
export { scale } from "./vector";
