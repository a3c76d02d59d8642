import path from "node:path";

/** Where systems keep their programs; a submission sees no other part of the caller's PATH. */
const PROGRAMS = ["/usr/local/bin", "/usr/bin", "/bin"];

/**
 * The whole environment of a submission: nothing of the caller's. Libraries get one thread, as everything that is
 * compared here.
 *
 * @param folder Its own folder, which stands for its home.
 */
export function submissionEnvironment(program: string, folder: string): Record<string, string> {
  return {
    PATH: [...new Set([path.dirname(program), ...PROGRAMS])].join(path.delimiter),
    HOME: folder,
    TMPDIR: folder,
    LANG: "C.UTF-8",
    OMP_NUM_THREADS: "1",
    OPENBLAS_NUM_THREADS: "1",
    MKL_NUM_THREADS: "1",
    VECLIB_MAXIMUM_THREADS: "1",
    BLIS_NUM_THREADS: "1",
  };
}
