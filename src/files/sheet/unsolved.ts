// A mark of its own for cells without a value that people take for one.

/** What a cell is read as that holds a formula which was never worked out: people see a number there, or think so. Nobody types it. */
export const UNSOLVED = '\uE000'
