import type { Stage, State } from '../model/profile.js'
import type { Severity } from '../model/severity.js'

/** What the states and stages are called in the format that theirs extends. */
export function likenessOf({ name, like }: State | Stage): string {
  return like ?? name
}

/** The severity of a move by the states that both are like; undefined where it may not be made. */
export function severityOf(from: State, to: State): Severity | null | undefined {
  if (from.free === true || to.free === true) return null
  const [here, there] = [likenessOf(from), likenessOf(to)]
  if (here !== there) return Object.hasOwn(from.next, there) ? from.next[there] : undefined
  if (from.rank === null || to.rank === null) return undefined
  return from.rank < to.rank ? null : 'warning'
}

/** The names of the states that are like those of these names. */
export function translated(names: readonly string[], states: readonly State[]): readonly string[] {
  return states.filter((state) => names.includes(likenessOf(state))).map((state) => state.name)
}
