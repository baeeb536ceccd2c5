/** Numbers from 0 to 1 that are the same for the same seed (Park and Miller's generator). */
export function seededRandom(seed: number): () => number {
  let state = (seed * 7_919 + 1) % 2_147_483_647;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
