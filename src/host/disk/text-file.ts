import { type Buffer, isAscii, isUtf8 } from 'node:buffer'
import { rootFiles } from '../../lint/profiles/root-files.js'

const kib = 1024
const mib = 1024 * kib

/** The largest YAML file that is read, in bytes. */
export const yamlLimit = 256 * kib
/** The largest Markdown or JSON file that is read, in bytes. */
export const markdownLimit = 4 * mib
/** The largest file that is read, in bytes. */
export const largestLimit = Math.max(yamlLimit, markdownLimit)

/** Whether rules read this file of the root, selected or not: who may approve, and which SIGs there are. */
export function isRootFile(path: string): boolean {
  return rootFiles.includes(path)
}

/** Whether the name is one of Markdown or YAML, so that the file is read when it is selected. */
export function isText(path: string): boolean {
  return /\.(?:md|markdown|ya?ml)$/i.test(path)
}

/** Why a file of this many bytes is not read; null when it is small enough. */
export function tooLarge(path: string, bytes: number): string | null {
  const limit = /\.(?:md|markdown|json)$/i.test(path) ? markdownLimit : yamlLimit
  if (bytes <= limit) return null
  const [unit, name] = limit < mib ? [kib, 'KiB'] : [mib, 'MiB']
  // Rounded up, so that one byte too many does not read as the limit itself.
  return `is ${Math.ceil((bytes / unit) * 10) / 10} ${name}, more than the ${limit / unit} ${name} that keplint reads`
}

/** The text of a file's bytes, a byte order mark kept; or why they are none. */
export function decode(bytes: Buffer): { readonly text: string } | { readonly reason: string } {
  if (isAscii(bytes)) return { text: bytes.toString('latin1') }
  if (isUtf8(bytes)) return { text: bytes.toString('utf8') }
  const mark = bytes.length < 2 ? 0 : bytes.readUInt16BE(0)
  return { reason: mark === 0xfffe || mark === 0xfeff ? 'is UTF-16, not UTF-8 text' : 'is not UTF-8 text' }
}
