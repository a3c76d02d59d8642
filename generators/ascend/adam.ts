/** The constants of Adam (Kingma and Ba 2015, arxiv:1412.6980), but for the rate as published. */
const [BETA_1, BETA_2, EPSILON] = [0.9, 0.999, 1e-8];

/** Adds one step of Adam, uphill, to `y` in place. */
export type AdamStep = (y: Float64Array, gradient: Float64Array) => void;

/** Adam for `length` numbers; its moments are the only memory. @param rate Largest change of a number in a step. */
export function adam(length: number, rate: number): AdamStep {
  const [first, second] = [new Float64Array(length), new Float64Array(length)];
  let [power1, power2] = [1, 1];
  return (y, gradient) => {
    power1 *= BETA_1;
    power2 *= BETA_2;
    const [unbias1, unbias2] = [rate / (1 - power1), 1 / (1 - power2)];
    for (let k = 0; k < length; k++) {
      const slope = gradient[k]!;
      const mean = BETA_1 * first[k]! + (1 - BETA_1) * slope;
      const square = BETA_2 * second[k]! + (1 - BETA_2) * slope * slope;
      first[k] = mean;
      second[k] = square;
      y[k]! += (unbias1 * mean) / (Math.sqrt(square * unbias2) + EPSILON);
    }
  };
}
