/**
 * Numbers of threads of the BLAS libraries. Work is spread over processes, and sums must be added in one order: with
 * one thread the same library gives the same bits.
 */
const ONE_THREAD: Readonly<Record<string, string>> = {
  OPENBLAS_NUM_THREADS: "1",
  OMP_NUM_THREADS: "1",
  MKL_NUM_THREADS: "1",
  VECLIB_MAXIMUM_THREADS: "1",
  BLIS_NUM_THREADS: "1",
};

/** Makes this process use one BLAS thread; to be called before a library is loaded, which is when it reads them. */
export function useOneThread(): void {
  Object.assign(process.env, ONE_THREAD);
}

/** The environment of a worker process that must use the given backend. */
export function workerEnvironment(backend: "native" | "portable"): NodeJS.ProcessEnv {
  return { ...process.env, ...ONE_THREAD, ETALON_BACKEND: backend };
}

/**
 * How the V8 of a worker runs. Every processor has a worker, and threads that help take theirs: garbage is collected by
 * its own thread, and the young generation, whose size also bounds the arrays that wait for it, is large from the start,
 * so that fewer arrays grow old before they are let go. Code is compiled after ten times the usual use: what a cell runs
 * once is not worth it, and what is compiled for a function that was made for one call is thrown away with it.
 */
export const V8_OPTIONS: readonly string[] = [
  "--single-threaded-gc",
  "--min-semi-space-size=32",
  "--max-semi-space-size=64",
  "--interrupt-budget=660000",
];
