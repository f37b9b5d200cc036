// How esbuild makes the program's files: what is measured by `npm run bench` is made the same way as what runs.
import { mendDrizzle } from './mend-drizzle.mjs'
import { mendPostgres } from './mend-postgres.mjs'

export const bundled = {
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
  bundle: true,
  splitting: true,
  // node-fetch, under grammY, uses what Node.js 24 warns of on the terminal wherever it does not lie in node_modules.
  external: ['@electric-sql/pglite', '@resvg/resvg-js', '@expo-google-fonts/be-vietnam-pro', 'grammy', 'pino'],
  plugins: [mendDrizzle, mendPostgres],
  // Some of what goes in was written for CommonJS.
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
}
