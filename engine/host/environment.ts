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
 * How the V8 of a worker collects garbage: by its own thread, since every processor has a worker and threads that help
 * take theirs; and the young generation, whose size also bounds the arrays that wait for it, is large from the start, so
 * that fewer arrays grow old before they are let go. A fifth of the processor time of the layer check.
 */
export const COLLECTOR: readonly string[] = [
  "--single-threaded-gc",
  "--min-semi-space-size=32",
  "--max-semi-space-size=64",
];
