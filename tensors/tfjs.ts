/** What is used of a tensor of tfjs. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly size: number;
  dataSync(): ArrayLike<number>;
  reshape(shape: number[]): Tensor;
}

/** What is used of the namespace `tf`. Its own types belong to an optional package, which may not be there to compile. */
export interface Tfjs {
  readonly version: Readonly<Record<string, string>>;
  readonly Tensor: new (...args: never[]) => Tensor;
  env(): { set(name: string, value: boolean): void; getAsync(name: string): Promise<unknown> };
  getBackend(): string;
  setBackend(name: string): Promise<boolean>;
  memory(): { readonly numTensors: number };
  tensor(values: Float32Array, shape: number[]): Tensor;
  slice(a: Tensor, begin: number[], size: number[]): Tensor;
  tidy<T>(body: () => T): T;
  customGrad(
    body: (...inputs: Tensor[]) => { value: Tensor; gradFunc: (dy: Tensor) => Tensor | Tensor[] },
  ): (...inputs: Tensor[]) => Tensor;
  valueAndGrad(f: (y: Tensor) => Tensor): (y: Tensor) => { value: Tensor; grad: Tensor };
}
