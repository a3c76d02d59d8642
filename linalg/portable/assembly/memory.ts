// The arena. An operation reserves what it needs from `bottom` upwards and gives everything back at its end, so
// that no result depends on what ran before. Nothing is cleared: an algorithm writes before it reads.

const ALIGNMENT: usize = 64; // a cache line

const bottom: usize = (__heap_base + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
let top: usize = bottom;

/** Starts an operation: everything reserved before is given back. */
export function reset(): void {
  top = bottom;
}

/** The address of `count` float64 numbers, aligned to a cache line. Traps when the memory cannot grow. */
export function reserve(count: u32): usize {
  const address = top;
  const end = <u64>address + ((((<u64>count) << 3) + ALIGNMENT - 1) & ~(<u64>ALIGNMENT - 1));
  const pages = <u64>memory.size();
  if (end > pages << 16) {
    if (end >= 0xffff0000) unreachable();
    if (memory.grow(<i32>((end - (pages << 16) + 0xffff) >> 16)) < 0) unreachable();
  }
  top = <usize>end;
  return address;
}

/** The state of the arena, for {@link release}. */
export function mark(): usize {
  return top;
}

/** Gives back what was reserved since {@link mark}. */
export function release(state: usize): void {
  top = state;
}
