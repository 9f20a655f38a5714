import { insertLines, removeEntry, replaceAt } from '../fix/replace.js'
import type { Fix } from '../model/fix.js'
import type { Kep } from '../model/kep.js'
import type { Reference } from '../model/references.js'
import type { Tree } from '../model/tree.js'
import { inQuotesOf, listed } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** The state says that a KEP was replaced, the reference says by what: one needs the other. */
export default defineRule({
  id: 'superseded-state',
  since: '1.0',
  summary: 'A KEP names what supersedes it when, and only when, its state says so',
  severity: 'error',
  *check(kep, { references, tree }) {
    if (kep.state === null) return
    const named = references
      .of(kep, 'supersededBy')
      .filter(({ target: { kind } }) => kind !== 'placeholder' && kind !== 'example')
    const [state, key] = [kep.keyName('state'), kep.keyName('supersededBy')]
    if (kep.state.superseded && kep.profile.keys.supersededBy && named.length === 0) {
      const replacers = references.replacersOf(kep)
      const paths = replacers.map((each) => each.kep.path)
      const fix =
        paths.length === 0 ? '' : `; name ${listed(paths)}, which ${paths.length === 1 ? 'replaces' : 'replace'} it`
      yield {
        at: kep.place('state'),
        message: `${state} is ${kep.state.name}, but ${key} names no KEP${fix}`,
        subject: 'no successor',
        needs: key,
        fixes: () => paths.map((path) => naming(path, paths.length === 1, kep, tree)),
        related: replacers.map(({ kep: by, item }) => ({ at: item.at, message: `${by.path} replaces it here` })),
      }
    }
    const [first] = named
    const words = listed(
      kep.profile.states.filter((each) => each.superseded).map((each) => each.name),
      'or',
    )
    if (!kep.state.superseded && first && words !== '') {
      yield {
        at: first.item.at,
        message: `${key} names ${first.item.text}, but ${state} is ${kep.state.name}, not ${words}`,
        subject: 'a successor',
        fixes: () => [...statesFor(kep, tree), ...removals(named, key, tree)],
        related: [{ at: kep.place('state'), message: `${state} is here` }],
      }
    }
  },
})

/** Names the KEP that replaces this one, as the other side says already. */
function naming(path: string, isOnly: boolean, kep: Kep, tree: Tree): Fix {
  const key = kep.keyName('supersededBy')
  const { path: file, line } = kep.keyPlace('supersededBy')
  const entry = `  - "/${path}"`
  const edits = kep.has('supersededBy')
    ? [
        replaceAt(
          tree,
          { path: file, line, column: 1, endLine: kep.place('supersededBy').endLine + 1, endColumn: 1 },
          `${key}:\n${entry}\n`,
        ),
      ]
    : [insertLines(tree, file, kep.place('state').endLine + 1, [`${key}:`, entry])]
  return { title: `name ${path} in ${key}`, kind: isOnly ? 'safe' : 'choice', edits }
}

function statesFor(kep: Kep, tree: Tree): readonly Fix[] {
  const at = kep.place('state')
  return kep.profile.states
    .filter(({ superseded }) => superseded)
    .map(({ name }) => ({
      title: `set ${kep.keyName('state')} to ${name}`,
      kind: 'choice',
      edits: [replaceAt(tree, at, inQuotesOf(at, kep.stateText ?? '', name))],
    }))
}

function removals(named: readonly Reference[], key: string, tree: Tree): readonly Fix[] {
  const edits = named.map(({ item }) => removeEntry(tree, item.at)).filter((edit) => edit !== null)
  return edits.length < named.length ? [] : [{ title: `remove what ${key} names`, kind: 'choice', edits }]
}
