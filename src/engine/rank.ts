/** Orders two ranks by the first place in which they differ, the smaller in front. */
export function byRank(a: readonly number[], b: readonly number[]): number {
  const place = a.findIndex((rank, index) => rank !== b[index]);
  return place < 0 ? 0 : a[place]! - b[place]!;
}
