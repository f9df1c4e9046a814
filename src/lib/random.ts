/**
 * A seeded generator (Park and Miller's): `Math.random` would make every build another.
 * @param seed a whole number above 0
 * @returns numbers from 0 to 1
 */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
