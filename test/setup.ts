import fc from "fast-check";

/**
 * One seed for all property tests, so that a run that passes passes again. Another seed looks elsewhere:
 * `ETALON_TEST_SEED=7 npm test`.
 */
fc.configureGlobal({ seed: Number(process.env["ETALON_TEST_SEED"] ?? "20261122") });
