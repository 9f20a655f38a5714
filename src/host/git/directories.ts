import { directoryOf, upwards } from '../../lint/text/paths.js'
import type { Entry } from '../disk/walk.js'
import type { TreeEntry } from './tree-entries.js'

/** A directory's names and what is there; null where its own name is not UTF-8. */
export type Directory = Map<string, Entry> | null

/** All directories that the paths of entries imply, `.` included. */
export function directoriesOf(entries: readonly TreeEntry[]): ReadonlyMap<string, Directory> {
  const directories = new Map<string, Directory>([['.', new Map()]])
  const add = (path: string, kind: Entry['kind']): void => {
    const above = directoryOf(path)
    if (!directories.has(above)) addDirectory(above)
    const name = above === '.' ? path : path.slice(above.length + 1)
    directories.get(above)?.set(name, { name, kind })
  }
  const addDirectory = (path: string): void => {
    const missing = [...upwards(path)].filter((at) => !directories.has(at)).reverse()
    for (const at of missing) {
      directories.set(at, new Map())
      add(at, 'directory')
    }
  }
  for (const { path, kind, id } of entries) {
    if (kind === 'directory') addDirectory(path)
    else add(path, kind)
    if (kind === 'directory' && id === null) directories.set(path, null)
  }
  return directories
}
