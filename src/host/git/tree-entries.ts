import { Buffer, isUtf8 } from 'node:buffer'

/** What is at a path of a commit. */
export interface TreeEntry {
  /** Relative to the root, with `/`. Bytes that are not UTF-8 are replaced, as Node does for names on disk. */
  readonly path: string
  readonly kind: 'file' | 'link' | 'directory'
  /** The id of its content; null where its name is not UTF-8. */
  readonly id: string | null
}

/** https://git-scm.com/docs/git-fast-import#_filemodify; a commit of another repository is a submodule. */
const kinds: Readonly<Record<string, TreeEntry['kind']>> = {
  '100644': 'file',
  '100664': 'file',
  '100755': 'file',
  '120000': 'link',
  '160000': 'directory',
}

/**
 * Reads what `git ls-tree -r -z` prints. Of directories there are submodules, and those whose names are not UTF-8,
 * without what is below them.
 */
export function treeEntries(output: Buffer): readonly TreeEntry[] {
  const entries: TreeEntry[] = []
  const isText = isUtf8(output)
  for (const record of output.toString(isText ? 'utf8' : 'latin1').split('\0')) {
    const tab = record.indexOf('\t')
    const id = record.slice(record.lastIndexOf(' ', tab) + 1, Math.max(tab, 0))
    const entry = entryOf(record.slice(0, 6), id, record.slice(tab + 1), isText)
    if (tab >= 0 && entry !== null) entries.push(entry)
  }
  return entries
}

/**
 * What git lists with this mode, id and path; null where it is nothing that trees know. Of a path that is no text
 * (`isText` is false) each character is one byte.
 */
export function entryOf(mode: string, id: string, path: string, isText: boolean): TreeEntry | null {
  const kind = kinds[mode]
  if (kind === undefined || !isClean(path)) return null
  return isText ? { path, kind, id } : fromBytes(path, kind, id)
}

/** No name that means another place; git writes none, but an object can be made by other means. */
function isClean(path: string): boolean {
  return !/(?:^|\/)\.{0,2}(?:\/|$)/.test(path)
}

/** `bytes` has one character for each byte. */
function fromBytes(bytes: string, kind: TreeEntry['kind'], id: string): TreeEntry {
  const names = bytes.split('/')
  const bad = names.findIndex((name) => !isUtf8(Buffer.from(name, 'latin1')))
  const text = (latin1: string): string => Buffer.from(latin1, 'latin1').toString('utf8')
  if (bad < 0) return { path: text(bytes), kind, id }
  const isLast = bad === names.length - 1
  return { path: text(names.slice(0, bad + 1).join('/')), kind: isLast ? kind : 'directory', id: null }
}
