// Files that would run when opened are no evidence: by name, and by what they begin with. Pure.
import { clean } from '../../../lib/vietnamese.js'

const extensions = new Set(
  (
    'exe com scr pif cpl dll sys bat cmd ps1 psm1 vbs vbe js jse mjs wsf wsh hta msi msp msix appx jar class apk aab xapk ipa ' +
    'app dmg pkg deb rpm sh bash run bin elf lnk url reg inf scf jnlp chm gadget'
  ).split(' '),
)

/** Does the name say that the file runs? Invisible characters and trailing dots that hide the ending are taken off first. */
export function runsByName(name: string): boolean {
  const visible = clean(name).replace(/[\s.]+$/, '')
  const ending = /\.([^.]+)$/.exec(visible)?.[1]?.toLowerCase()
  return ending !== undefined && extensions.has(ending)
}

const heads: readonly (readonly number[])[] = [
  [0x4d, 0x5a], // MZ: Windows, DOS
  [0x7f, 0x45, 0x4c, 0x46], // ELF
  [0xfe, 0xed, 0xfa, 0xce], // Mach-O
  [0xfe, 0xed, 0xfa, 0xcf],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0xce, 0xfa, 0xed, 0xfe],
  [0xca, 0xfe, 0xba, 0xbe], // Java class, fat Mach-O
  [0x23, 0x21], // #!
  [0x4c, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02], // Windows shortcut
]

/** Do the bytes say that the file runs, whatever it is called? An Android package is a zip with classes.dex in it. */
export function runsByContent(bytes: Uint8Array): boolean {
  if (heads.some((head) => head.every((byte, index) => bytes[index] === byte))) return true
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  return isZip && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('classes.dex')
}
