import { listed } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** The state says that a KEP was replaced, the reference says by what: one needs the other. */
export default defineRule({
  id: 'superseded-state',
  since: '1.0',
  summary: 'A KEP names what supersedes it when, and only when, its state says so',
  severity: 'error',
  *check(kep, { references }) {
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
        related: [{ at: kep.place('state'), message: `${state} is here` }],
      }
    }
  },
})
