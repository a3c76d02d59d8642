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
