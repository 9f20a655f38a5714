// Each move from one state to another, all in one pull request: a move is judged in its own KEP.
import { green, red } from './wants.mjs'

/**
 * From, to, and what `transition-legal` makes of the move: an error, a warning, or nothing.
 *
 * @type {Readonly<Record<string, Readonly<Record<string, 'error' | 'warning' | null>>>>}
 */
const lifecycle = {
  draft: {},
  provisional: {
    draft: 'warning',
    implementable: null,
    implemented: 'warning',
    deferred: null,
    rejected: null,
    withdrawn: null,
    replaced: null,
  },
  implementable: {
    draft: 'error',
    provisional: 'warning',
    implemented: null,
    deferred: null,
    rejected: null,
    withdrawn: null,
    replaced: null,
  },
  implemented: {
    draft: 'error',
    provisional: 'error',
    implementable: 'warning',
    deferred: 'error',
    rejected: 'error',
    withdrawn: 'error',
    replaced: null,
  },
  deferred: {
    draft: null,
    provisional: null,
    implementable: null,
    implemented: 'error',
    rejected: null,
    withdrawn: null,
    replaced: null,
  },
  rejected: {},
  withdrawn: {
    draft: 'error',
    provisional: 'error',
    implementable: 'error',
    implemented: 'error',
    deferred: 'error',
    rejected: 'error',
    replaced: 'error',
  },
  replaced: {
    draft: 'error',
    provisional: 'error',
    implementable: 'error',
    implemented: 'error',
    deferred: 'error',
    rejected: 'error',
    withdrawn: 'error',
  },
}

/**
 * A row for each move of which the tree has a KEP to make.
 *
 * @param {import('./tree.mjs').OpenTree} tree
 * @param {import('./tree.mjs').Lint} lint
 */
export function moves({ base, whole, has, yaml, set, commit, root }, lint) {
  const planned = Object.entries(lifecycle).flatMap(([from, targets]) => {
    const keps = whole.keps.filter(({ state, path }) => state === from && has(yaml(path)))
    return Object.entries(targets).flatMap(([to, severity], index) => {
      const kep = keps[index]
      return kep === undefined ? [] : [{ from, to, severity, kep: kep.path }]
    })
  })
  commit('each move of the lifecycle', () => {
    for (const { kep, to } of planned) set(kep, 'status', to)
  })
  const { findings } = lint(root, '--base', base)
  return planned.map(({ from, to, severity, kep }) => {
    const said = findings.filter((finding) => finding.kep === kep && finding.rule === 'transition-legal')
    const isRight = severity === null ? said.length === 0 : said.length === 1 && said[0]?.severity === severity
    return {
      name: `${from} → ${to}`,
      wants: severity === 'error' ? red('transition-legal') : green(...(severity === null ? [] : ['transition-legal'])),
      findings: said,
      isRight,
    }
  })
}
