// Sorting a list into heaps that keep its order (Map.groupBy is newer than the Node.js this runs on).

export function groupBy<T, K>(list: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const heaps = new Map<K, T[]>()
  for (const item of list) {
    const key = keyOf(item)
    const heap = heaps.get(key)
    if (heap) heap.push(item)
    else heaps.set(key, [item])
  }
  return heaps
}
