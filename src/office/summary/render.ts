// SVG to PNG, on the thread that has nothing else to do.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Resvg } from '@resvg/resvg-js'
import { encodePng } from './png.js'

const fontFiles = ['400Regular/BeVietnamPro_400Regular.ttf', '700Bold/BeVietnamPro_700Bold.ttf']

/** SVG as PNG, as wide as it says. Takes this thread 30 to 70 ms, by its height. */
export function renderSvg(svg: string): Uint8Array {
  const find = createRequire(import.meta.url)
  const files = fontFiles.map((file) => find.resolve(`@expo-google-fonts/be-vietnam-pro/${file}`))
  // resvg draws no text at all when a font is missing, and says nothing.
  for (const file of files) if (!existsSync(file)) throw new Error(`font missing: ${file}`)
  const font = { fontFiles: files, loadSystemFonts: false, defaultFontFamily: 'Be Vietnam Pro' }
  const { pixels, width, height } = new Resvg(svg, { font }).render()
  return encodePng(pixels, width, height)
}
