/** The directory of a path: `.` for a name that is at the root. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? '.' : path.slice(0, slash)
}

/** The last segment of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** `directory/rest`, where `.` means the root. */
export function join(directory: string, rest: string): string {
  return directory === '.' ? rest : `${directory}/${rest}`
}

/** The path that `rest` means when read from `directory`, or null when it leads above the root. */
export function resolveFrom(directory: string, rest: string): string | null {
  const segments = directory === '.' ? [] : directory.split('/')
  for (const segment of rest.split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment !== '..') segments.push(segment)
    else if (segments.pop() === undefined) return null
  }
  return segments.length === 0 ? '.' : segments.join('/')
}

/** The path itself and then each directory above it, `.` last. */
export function* upwards(path: string): Generator<string> {
  let at = path
  while (at !== '.') {
    yield at
    at = directoryOf(at)
  }
  yield '.'
}

/** Orders strings by their UTF-16 units: the same on every machine, whatever its locale. */
export function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The way from a directory to a path, as a relative link writes it. */
export function pathFrom(directory: string, path: string): string {
  const from = directory === '.' ? [] : directory.split('/')
  const to = path === '.' ? [] : path.split('/')
  let shared = 0
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared++
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/') || '.'
}

/** Where something is in one of two trees, or was in the other. */
export function pathOf({ before, now }: { readonly before: Located | null; readonly now: Located | null }): string {
  return now?.path ?? before?.path ?? ''
}

interface Located {
  readonly path: string
}
