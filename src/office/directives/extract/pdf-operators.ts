// What draws a page, as pdf.js lists it, and the arithmetic of places. A matrix is [a b c d e f] as in ISO 32000-1, 8.3.

export interface Operators {
  fnArray: number[]
  argsArray: unknown[]
}

export type Matrix = [number, number, number, number, number, number]

/** First `b`, then `a`. */
export function times(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[2] * b[1],
    a[1] * b[0] + a[3] * b[1],
    a[0] * b[2] + a[2] * b[3],
    a[1] * b[2] + a[3] * b[3],
    a[0] * b[4] + a[2] * b[5] + a[4],
    a[1] * b[4] + a[3] * b[5] + a[5],
  ]
}

/** Where a point comes to stand. */
export function place(matrix: Matrix, x: number, y: number): [number, number] {
  return [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]]
}
