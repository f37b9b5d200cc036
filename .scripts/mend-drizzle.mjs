// drizzle asks of every piece of every query of which of its classes it is, and where `instanceof` says no it goes up the classes and
// compares their names, for programs into which two copies of it have come. Dist holds one copy, so `instanceof` is the whole answer;
// the rest of the question was a seventh of all the work of an answered tap (drizzle-orm 0.45.4). The build fails when the lines are no
// longer there.
import { readFile } from 'node:fs/promises'

const from =
  /function is\(value, type\) \{\n {2}if \(!value \|\| typeof value !== "object"\) \{[\s\S]*? {2}return false;\n\}\n/
const to = 'function is(value, type) {\n  return typeof value === "object" && value instanceof type;\n}\n'

/** An esbuild plugin. */
export const mendDrizzle = {
  name: 'mend-drizzle',
  setup(build) {
    build.onLoad({ filter: /[/\\]drizzle-orm[/\\]entity\.js$/ }, async ({ path }) => {
      const contents = await readFile(path, 'utf8')
      if (!from.test(contents)) throw new Error(`${path} is not what .scripts/mend-drizzle.mjs mends`)
      return { contents: contents.replace(from, to), loader: 'js' }
    })
  },
}
