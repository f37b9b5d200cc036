// A list that shows other work, or the same in another version, is another state of it: its key is another one.
import { expect, it } from 'vitest'
import { stateOf } from '../../../src/office/assignments/group-lists.js'

it.each([
  [
    'other work with the same sum of numbers',
    [
      [10, 1],
      [21, 1],
    ],
    [
      [11, 1],
      [20, 1],
    ],
  ],
  [
    'other versions with the same sum',
    [
      [10, 2],
      [21, 1],
    ],
    [
      [10, 1],
      [21, 2],
    ],
  ],
  [
    'another order',
    [
      [10, 1],
      [21, 1],
    ],
    [
      [21, 1],
      [10, 1],
    ],
  ],
] as const)('%s', (_, one, other) => {
  const state = (pairs: typeof one | typeof other) =>
    stateOf(
      2,
      pairs.map(([number, version]) => ({ number, version })),
    )
  expect(state(one)).not.toBe(state(other))
  expect(state(one)).toBe(state(one))
})
