// Pull requests of every day, which nobody would stop: [name, what is wanted, the change].
import { today } from './tree.mjs'
import { green } from './wants.mjs'

/**
 * What repositories of KEPs see week for week.
 *
 * @param {import('./tree.mjs').OpenTree} tree
 * @returns {import('./tree.mjs').Change[]}
 */
export function everyday(tree) {
  const { append, approval, approve, clean, current, edit, filesWith, follow, fresh, has, isCurrent, isIn } = tree
  const { pick, read, readme, replace, set, setMilestone, whole, write, yaml, remove } = tree
  /** @typedef {import('./tree.mjs').Kep} Kep */
  /** @type {(kep: string, stage: string, milestone: string) => void} */
  const promote = (kep, stage, milestone) => {
    set(kep, 'stage', stage)
    setMilestone(kep, stage, milestone)
    set(kep, 'latest-milestone', milestone)
    if (!new RegExp(`^${stage}:`, 'm').test(read(approval(kep)))) approve(kep, stage)
  }
  /** @type {(stage: string) => (kep: Kep) => boolean} */
  const approvedFor =
    (stage) =>
    ({ path }) =>
      new RegExp(`^${stage}:`, 'm').test(read(approval(path)))
  /** @type {(state: string) => (kep: Kep) => boolean} */
  const old = (state) => (kep) => isIn(state)(kep) && /^v1\.[12]\d$/.test(kep.milestone ?? '')
  /**
   * The first finding of a rule that fits. Throws if there is none.
   *
   * @param {string} rule
   * @param {(finding: import('./wants.mjs').Finding) => boolean} fits
   */
  const error = (rule, fits) => {
    const found = whole.findings.find(
      (finding) => finding.rule === rule && finding.severity !== 'notice' && fits(finding),
    )
    if (found === undefined) throw new Error(`no finding of ${rule} fits`)
    return { ...found, kep: found.kep ?? '', path: found.path ?? '', suggestion: found.suggestion ?? '' }
  }
  /** @type {[name: string, make: () => void][]} */
  const changes = [
    ['a new KEP', () => void fresh()],
    ['a new KEP that is provisional', () => set(fresh(), 'status', 'provisional')],
    [
      'a new KEP that is provisional, without an approval',
      () => {
        const kep = fresh()
        set(kep, 'status', 'provisional')
        remove(approval(kep))
        set(kep, 'approvers', '[TBD]')
      },
    ],
    [
      'beta to stable, with its approval',
      () =>
        promote(
          current('beta', 0, ({ path }) => /^\s+beta:/m.test(read(yaml(path)))),
          'stable',
          '"v1.38"',
        ),
    ],
    [
      'beta to stable, another KEP',
      () =>
        promote(
          current('beta', 5, ({ path }) => /^\s+beta:/m.test(read(yaml(path)))),
          'stable',
          '"v1.38"',
        ),
    ],
    [
      'a second beta',
      () => {
        const kep = current('beta', 0, ({ path }) => !/^\s+stable: *"?v/m.test(read(yaml(path))))
        set(kep, 'latest-milestone', '"v1.38"')
      },
    ],
    [
      'a second alpha',
      () => {
        const kep = current('alpha')
        set(kep, 'latest-milestone', '"v1.38"')
        setMilestone(kep, 'alpha', '"v1.38"')
        if (/^\s+beta:/m.test(read(yaml(kep)))) setMilestone(kep, 'beta', '"v1.39"')
        if (/^\s+stable:/m.test(read(yaml(kep)))) setMilestone(kep, 'stable', '"v1.40"')
      },
    ],
    [
      'alpha of twenty KEPs moved to the next release',
      () => {
        const keps = clean.filter((kep) => isCurrent(kep) && kep.stage === 'alpha' && kep.milestone === 'v1.37')
        for (const { path } of keps.slice(0, 20)) {
          set(path, 'latest-milestone', '"v1.38"')
          setMilestone(path, 'alpha', '"v1.38"')
          if (/^\s+beta:/m.test(read(yaml(path)))) setMilestone(path, 'beta', '"v1.39"')
          if (/^\s+stable:/m.test(read(yaml(path)))) setMilestone(path, 'stable', '"v1.40"')
        }
      },
    ],
    [
      'back to an earlier milestone',
      () => {
        const kep = current('alpha', 0, ({ milestone }) => milestone === 'v1.37')
        set(kep, 'latest-milestone', '"v1.36"')
        setMilestone(kep, 'alpha', '"v1.36"')
      },
    ],
    [
      'stable to implemented',
      () =>
        set(
          pick((kep) => isIn('implementable', 'stable')(kep) && isCurrent(kep)),
          'status',
          'implemented',
        ),
    ],
    [
      'an old stable KEP set to implemented',
      () =>
        set(
          pick((kep) => old('implementable')(kep) && kep.stage === 'stable'),
          'status',
          'implemented',
        ),
    ],
    [
      'twenty old stable KEPs set to implemented',
      () => {
        for (const { path } of clean.filter((kep) => old('implementable')(kep) && kep.stage === 'stable').slice(0, 20))
          set(path, 'status', 'implemented')
      },
    ],
    [
      'deprecated',
      () => {
        const kep = current('beta')
        set(kep, 'stage', 'deprecated')
        approve(kep, 'deprecated')
        setMilestone(kep, 'deprecated', '"v1.38"')
        set(kep, 'latest-milestone', '"v1.38"')
      },
    ],
    [
      'implementable to deferred, with the date',
      () => {
        const kep = pick(isIn('implementable'))
        set(kep, 'status', 'deferred')
        if (/^last-updated:/m.test(read(yaml(kep)))) set(kep, 'last-updated', today)
      },
    ],
    ['implementable to withdrawn', () => set(pick(isIn('implementable')), 'status', 'withdrawn')],
    ['provisional to rejected', () => set(pick(isIn('provisional')), 'status', 'rejected')],
    ['back to provisional', () => set(current(), 'status', 'provisional')],
    [
      'reopened: implemented to implementable',
      () => {
        const kep = pick((kep) => isIn('implemented', 'stable')(kep) && kep.milestone === 'v1.36')
        set(kep, 'status', 'implementable')
      },
    ],
    [
      'replaced by a new KEP, both named',
      () => {
        const [kep, successor] = [pick(isIn('provisional')), fresh()]
        set(kep, 'status', 'replaced')
        set(kep, 'superseded-by', `[/${successor}]`)
        set(successor, 'replaces', `[/${kep}]`)
      },
    ],
    [
      'a KEP split in two',
      () => {
        const [kep, part] = [current('alpha', 1), fresh()]
        set(kep, 'see-also', `[/${part}]`)
        set(part, 'see-also', `[/${kep}]`)
      },
    ],
    ['see-also added', () => set(current(), 'see-also', `[/${current('beta')}]`)],
    [
      'see-also added as URLs and numbers',
      () =>
        set(
          current(),
          'see-also',
          `["https://github.com/kubernetes/enhancements/tree/master/${current('beta')}", "https://github.com/kubernetes/kubernetes/issues/1"]`,
        ),
    ],
    ['an author added', () => replace(yaml(current()), /^authors:.*\n/m, '$&  - "@somebody-new"\n')],
    ['an approver replaced', () => set(current(), 'approvers', '["@somebody-new"]')],
    ['reviewers not yet known', () => set(current(), 'reviewers', '[TBD]')],
    [
      'a person in place of another everywhere',
      () => {
        for (const file of filesWith('@johnbelamaric').filter((file) => file.endsWith('.yaml'))) {
          if (!file.startsWith('keps/prod-readiness'))
            edit(file, (text) => text.replaceAll('@johnbelamaric', '@somebody-else'))
        }
      },
    ],
    [
      'OWNERS_ALIASES: an approver becomes emeritus',
      () => {
        const name = /prod-readiness-approvers:\n\s*- (\S+)/.exec(read('OWNERS_ALIASES'))?.[1]
        edit('OWNERS_ALIASES', (text) =>
          text.replace(`  - ${name}\n`, '').replace(/(prod-readiness-approvers-emeritus:\n)/, `$1  - ${name}\n`),
        )
      },
    ],
    [
      'OWNERS_ALIASES: an approver added',
      () => replace('OWNERS_ALIASES', /(prod-readiness-approvers:\n)(\s*)-/, '$1$2- somebody-new\n$2-'),
    ],
    [
      'a word in a hundred READMEs',
      () => {
        for (const { path } of clean.filter(({ path }) => has(path, 'README.md')).slice(0, 100))
          append(readme(path), '\nOne more word.\n')
      },
    ],
    ['a word in the README of an old KEP', () => append(readme(pick(old('implementable'))), '\nOne more word.\n')],
    [
      'a word in the README of every KEP with an error',
      () => {
        const keps = new Set(
          whole.findings.flatMap(({ severity, kep }) =>
            severity === 'error' && kep && has(kep, 'README.md') ? [kep] : [],
          ),
        )
        for (const kep of keps) append(readme(kep), '\nOne more word.\n')
      },
    ],
    [
      'an author added to every KEP with an error',
      () => {
        const keps = new Set(
          whole.findings.flatMap(({ severity, kep }) =>
            severity === 'error' && kep && has(kep, 'kep.yaml') ? [kep] : [],
          ),
        )
        for (const kep of keps)
          if (/^authors:\n {2}- /m.test(read(yaml(kep)))) replace(yaml(kep), /^authors:\n/m, '$&  - "@somebody-new"\n')
      },
    ],
    [
      'white space at the end of every kep.yaml',
      () => {
        for (const { path } of whole.keps) if (has(yaml(path))) write(yaml(path), `${read(yaml(path))}\n`)
      },
    ],
    [
      'line ends of every README',
      () => {
        for (const { path } of clean.slice(0, 50))
          if (has(readme(path))) edit(readme(path), (text) => text.replaceAll('\n', '\r\n'))
      },
    ],
    [
      'a section of an old KEP rewritten',
      () => {
        const kep = pick((kep) => old('implementable')(kep) && /^## Drawbacks/m.test(read(readme(kep.path))))
        edit(readme(kep), (text) => text.replace(/^(## Drawbacks.*\n)/m, '$1\nIt costs.\n'))
      },
    ],
    [
      'a directory renamed with all that refers to it',
      () => {
        const kep = current('alpha')
        follow(kep, `${kep}-renamed`)
      },
    ],
    [
      'a directory moved to another SIG, with its approval',
      () => {
        const kep = current('alpha', 0, ({ path }) => path.split('/').length === 3 && !path.includes('sig-apps'))
        const moved = kep.replace(/sig-[^/]*/, 'sig-apps')
        follow(kep, moved)
        set(moved, 'owning-sig', 'sig-apps')
      },
    ],
    ['a title reworded', () => set(current(), 'title', 'Something said better')],
    [
      'a feature gate added',
      () =>
        set(
          current(),
          'feature-gates',
          `\n  - name: ${/name: *"?([A-Z]\w+)/.exec(read(yaml(current())))?.[1] ?? 'SpareDisks'}\n    components:\n      - kubelet\n      - kube-apiserver`,
        ),
    ],
    [
      'an image and a picture of a KEP',
      () => {
        write(`${current()}/disks.svg`, '<svg xmlns="http://www.w3.org/2000/svg"/>\n')
        append(readme(current()), '\n![disks](disks.svg)\n')
      },
    ],
    ['a document beside the README', () => write(`${current()}/notes.md`, '# Notes\n\nOf disks.\n')],
    [
      'the template changed',
      () => append('keps/NNNN-kep-template/README.md', '\n## What else\n\nIs there anything else?\n'),
    ],
    [
      'a question more in the template',
      () =>
        replace(
          'keps/NNNN-kep-template/README.md',
          /^(###### How can this feature be enabled[^\n]*\n)/m,
          '###### Who asked for this?\n\nName them.\n\n$1',
        ),
    ],
    [
      'the release is out: approvals added for ten KEPs',
      () => {
        for (const { path } of clean
          .filter((kep) => isCurrent(kep) && kep.stage === 'alpha' && !approvedFor('beta')(kep))
          .slice(0, 10))
          approve(path, 'beta')
      },
    ],
    [
      'repaired: a state',
      () => {
        const { kep } = error(
          'metadata-schema',
          ({ message }) => /^status is/.test(message) && !/superseded|replaced$/.test(message),
        )
        set(kep, 'status', 'implemented')
        if (/^stage:/m.test(read(yaml(kep)))) set(kep, 'stage', 'stable')
      },
    ],
    [
      'repaired: the number in a heading',
      () => {
        const { path, kep } = error('number-matches', ({ path }) => path?.endsWith('README.md') ?? false)
        replace(path, /^# .*$/m, `# KEP-${tree.number(kep)}: Disks`)
      },
    ],
    [
      'repaired: a title of the template',
      () => set(error('title-unique', ({ message }) => /template/.test(message)).kep, 'title', 'A title of its own'),
    ],
    [
      'repaired: a successor',
      () => {
        const { kep } = error('superseded-state', ({ message }) => !/^status/.test(message))
        if (/^superseded-by:/m.test(read(yaml(kep)))) set(kep, 'superseded-by', '[]')
      },
    ],
    [
      'repaired: a creation date',
      () => {
        const { kep } = error('date-order', () => true)
        set(kep, 'last-updated', today)
        set(kep, 'creation-date', '2020-01-01')
      },
    ],
    [
      'repaired: an implemented KEP in beta',
      () => {
        const { kep } = error('stage-matches-state', ({ severity }) => severity === 'error')
        set(kep, 'stage', 'stable')
      },
    ],
    [
      'repaired: a reference',
      () => {
        const { kep, message } = error('reference-exists', ({ severity }) => severity === 'error')
        set(kep, /^(replaces|superseded-by)/.exec(message)?.[1] ?? 'replaces', '[]')
      },
    ],
    [
      'repaired: approvers',
      () => set(error('owners-assigned', ({ severity }) => severity === 'error').kep, 'approvers', '["@somebody-new"]'),
    ],
    [
      'repaired: an approval',
      () => {
        const { path, suggestion } = error('prr-approval', ({ message }) => /^kep-number/.test(message))
        replace(path, /^kep-number:.*$/m, `kep-number: ${suggestion}`)
      },
    ],
  ]
  return changes.map(([name, make]) => [name, green(), make])
}
