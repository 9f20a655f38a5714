// Pull requests that break something, each in one place: [name, what is wanted, the change].
import { rmSync, symlinkSync } from 'node:fs'
import { dirname } from 'node:path'

import { green, red } from './wants.mjs'

/**
 * New KEPs that are right but for one thing.
 *
 * @param {import('./tree.mjs').OpenTree} tree
 * @returns {import('./tree.mjs').Change[]}
 */
export function newKeps(tree) {
  const { copy, edit, fresh, move, number, pick, isIn, replace, remove, set, setMilestone, write, at } = tree
  const { yaml, readme, approval, append } = tree
  /** @type {(name: string, wants: import('./wants.mjs').Wants, change: (kep: string) => void) => import('./tree.mjs').Change} */
  const added = (name, wants, change) => [`a new KEP ${name}`, wants, () => change(fresh())]
  return [
    added('with the template’s title', red('title-unique'), (kep) => set(kep, 'title', 'KEP Template')),
    added('without creation-date', red('metadata-schema'), (kep) => set(kep, 'creation-date', null)),
    added('without a title', red('metadata-schema'), (kep) => set(kep, 'title', null)),
    added('without a status', red('metadata-schema'), (kep) => set(kep, 'status', null)),
    added('with all the states of the template', red('metadata-schema'), (kep) =>
      set(kep, 'status', 'provisional|implementable|implemented|deferred|rejected|withdrawn|replaced'),
    ),
    added('created on yyyy-mm-dd', red('metadata-schema'), (kep) => set(kep, 'creation-date', 'yyyy-mm-dd')),
    added('created on a day that does not exist', red('metadata-schema'), (kep) =>
      set(kep, 'creation-date', '2026-02-30'),
    ),
    added('with a number in hexadecimal', red('metadata-schema'), (kep) => set(kep, 'kep-number', '0x2352')),
    added('with a misspelt key', red('metadata-schema'), (kep) => replace(yaml(kep), /^owning-sig:/m, 'owning-sgi:')),
    added('with a stage that is none', red('metadata-schema'), (kep) => set(kep, 'stage', 'gamma')),
    added('whose milestones shipped before it was created', red('milestone-consistent'), (kep) => {
      set(kep, 'creation-date', '2026-07-01')
      set(kep, 'latest-milestone', '"v1.30"')
      setMilestone(kep, 'alpha', '"v1.30"')
    }),
    added('that keeps the template’s milestones', red('template-residue'), (kep) => {
      set(kep, 'latest-milestone', '"v1.19"')
      set(kep, 'milestone', '\n  alpha: "v1.19"\n  beta: "v1.20"\n  stable: "v1.22"')
    }),
    added('with the template’s people', red('template-residue', 'owners-assigned'), (kep) =>
      set(kep, 'approvers', '["@oscar.doe"]'),
    ),
    added('with the template’s metric', red('template-residue'), (kep) => set(kep, 'metrics', '[my_feature_metric]')),
    [
      'a new KEP of the template, untouched',
      red(
        'metadata-schema',
        'number-matches',
        'sig-known',
        'title-unique',
        'template-residue',
        'owners-assigned',
        'prr-approval',
      ),
      () => {
        copy('keps/NNNN-kep-template', 'keps/sig-node/9042-spare-disks')
        set('keps/sig-node/9042-spare-disks', 'kep-number', '9042')
      },
    ],
    added('with a number that is taken', red('number-unique'), (kep) => {
      const taken = number(pick(isIn('implementable'), 3))
      const moved = `${dirname(kep)}/${taken}-spare-disks`
      move(kep, moved)
      remove(approval(kep))
      set(moved, 'kep-number', taken)
      replace(readme(moved), 'KEP-9042', `KEP-${taken}`)
      if (!tree.has(approval(moved))) write(approval(moved), tree.read(approval(pick(isIn('implementable'), 3))))
    }),
    added('whose heading has another number', red('number-matches'), (kep) =>
      replace(readme(kep), 'KEP-9042', 'KEP-9024'),
    ),
    added('that keeps NNNN in its heading', red('number-matches'), (kep) =>
      replace(readme(kep), 'KEP-9042', 'KEP-NNNN'),
    ),
    added('whose kep.yaml has another number', red('number-matches'), (kep) => set(kep, 'kep-number', '9024')),
    added('without a README', red('kep-layout'), (kep) => rmSync(at(readme(kep)))),
    added('without kep.yaml', red('kep-layout'), (kep) => rmSync(at(yaml(kep)))),
    added('with kep.yml', red('kep-layout'), (kep) => move(yaml(kep), `${kep}/kep.yml`)),
    added('with README.MD', red('kep-layout'), (kep) => move(readme(kep), `${kep}/README.MD`)),
    added('whose kep.yaml is no YAML', red('metadata-readable'), (kep) =>
      replace(yaml(kep), /^title:.*$/m, 'title: Spare: disks'),
    ),
    added('with an unquoted handle', red('metadata-readable'), (kep) => set(kep, 'authors', '\n  - @octocat')),
    added('with the marks of a merge conflict', red('metadata-readable'), (kep) =>
      replace(yaml(kep), /^status:.*$/m, '<<<<<<< HEAD\nstatus: provisional\n=======\n$&\n>>>>>>> main'),
    ),
    added('with a key twice', red('metadata-readable'), (kep) => append(yaml(kep), 'title: Spare discs\n')),
    added('that is not UTF-8', red('file-refused'), (kep) =>
      write(yaml(kep), Buffer.concat([Buffer.from(tree.read(yaml(kep))), Buffer.from([0x23, 0xff, 0xfe, 0x0a])])),
    ),
    added('whose kep.yaml leads out of the tree', red('file-refused'), (kep) => {
      rmSync(at(yaml(kep)))
      symlinkSync('/etc/hostname', at(yaml(kep)))
    }),
    added('with an unknown SIG', red('sig-known'), (kep) => set(kep, 'owning-sig', 'sig-nobody')),
    added('with no approver', red('owners-assigned'), (kep) => set(kep, 'approvers', '[TBD]')),
    added('without an approval', red('prr-approval'), (kep) => remove(approval(kep))),
    added('without a test plan', red('section-required'), (kep) =>
      replace(readme(kep), /^### Test Plan$/m, '### Plans'),
    ),
    added('with an empty motivation', red('section-content'), (kep) =>
      edit(readme(kep), (text) =>
        text
          .replace(/^(## Motivation\n)[\s\S]*?(?=^## )/m, '$1\n### Goals\n\nDisks.\n\n### Non-Goals\n\nTapes.\n\n')
          .replace(
            '## Motivation\n\n### Goals\n\nDisks.\n\n### Non-Goals\n\nTapes.',
            '## Motivation\n\n## Goals\n\nDisks.\n\n## Non-Goals\n\nTapes.',
          ),
      ),
    ),
    added('that replaces nothing', red('reference-exists'), (kep) =>
      set(kep, 'replaces', '[/keps/sig-node/9999-gone]'),
    ),
    added('that replaces itself', red('reference-acyclic'), (kep) => set(kep, 'replaces', `[/${kep}]`)),
    added('updated tomorrow year', red('date-order'), (kep) => set(kep, 'last-updated', '2027-07-25')),
    // Worth a word, and no reason to stop a pull request.
    added('without non-goals', green('section-required'), (kep) =>
      replace(readme(kep), /^### Non-Goals$/m, '### Plans'),
    ),
    added('that sees nothing', green('reference-exists'), (kep) => set(kep, 'see-also', '[/keps/sig-node/9999-gone]')),
    added('of one person', green('owners-independent'), (kep) => {
      for (const key of ['authors', 'approvers']) set(kep, key, '["@somebody"]')
    }),
    added('with a person in prose', green('handle-format'), (kep) =>
      set(kep, 'reviewers', '["@somebody", "Jo Doe, maybe"]'),
    ),
    added('in another SIG’s directory', green('sig-directory'), (kep) => set(kep, 'owning-sig', 'sig-windows')),
    added('with a lower-case gate', green('feature-gate'), (kep) =>
      set(kep, 'feature-gates', '\n  - name: spareDisks\n    components: [kubelet]'),
    ),
    added('with something unresolved', green('unresolved'), (kep) =>
      append(readme(kep), '\n<<[UNRESOLVED disks ]>>\nWhich?\n<<[/UNRESOLVED]>>\n'),
    ),
    added('with a broken link', green('link-target'), (kep) => append(readme(kep), '\nSee [the plan](plan.md).\n')),
    added('with id', green('metadata-schema'), (kep) => set(kep, 'id', '9042')),
    added('withdrawn and kept as a record', green('transition-legal'), (kep) => set(kep, 'status', 'withdrawn')),
    added('implemented at once', green('transition-legal'), (kep) => {
      set(kep, 'status', 'implemented')
      set(kep, 'stage', 'stable')
      setMilestone(kep, 'stable', '"v1.37"')
      tree.approve(kep, 'beta')
      tree.approve(kep, 'stable')
    }),
    added('with an approval of its author', green('prr-approval'), (kep) => {
      set(kep, 'authors', `["${/approver: *"?(@[\w-]+)/.exec(tree.read(approval(kep)))?.[1]}", "@somebody"]`)
    }),
  ]
}

/**
 * KEPs of the tree that a change breaks.
 *
 * @param {import('./tree.mjs').OpenTree} tree
 * @returns {import('./tree.mjs').Change[]}
 */
export function broken(tree) {
  const { current, pick, isIn, isCurrent, set, setMilestone, replace, edit, read, remove, move, write, has } = tree
  const { yaml, readme, approval, approve, append, number, clean, whole } = tree
  return [
    [
      'a stage left behind by latest-milestone',
      red('stage-matches-state'),
      () => {
        const kep = current()
        setMilestone(kep, 'alpha', '"v1.36"')
        setMilestone(kep, 'beta', '"v1.38"')
        set(kep, 'latest-milestone', '"v1.38"')
      },
    ],
    [
      'a stage moved without its approval',
      red('prr-approval'),
      () => {
        const kep = current('alpha', 0, ({ path }) => !/^beta:/m.test(read(approval(path))))
        set(kep, 'stage', 'beta')
        setMilestone(kep, 'beta', '"v1.38"')
        set(kep, 'latest-milestone', '"v1.38"')
      },
    ],
    [
      'a stage moved without its milestone',
      red('milestone-consistent'),
      () => {
        const kep = current('alpha', 0, ({ path }) => !/^\s+beta:/m.test(read(yaml(path))))
        set(kep, 'stage', 'beta')
        approve(kep, 'beta')
      },
    ],
    [
      'milestones in the wrong order',
      red('milestone-consistent'),
      () => {
        const kep = current('beta')
        setMilestone(kep, 'alpha', '"v1.39"')
      },
    ],
    [
      'latest-milestone before the stage’s own',
      red('milestone-consistent'),
      () =>
        set(
          current('alpha', 0, ({ milestone }) => milestone === 'v1.37'),
          'latest-milestone',
          '"v1.36"',
        ),
    ],
    [
      'an approval without its approver',
      red('prr-approval'),
      () => replace(approval(current()), /^(\s+approver:).*$/m, '$1'),
    ],
    [
      'an approval of nobody known',
      red('prr-approval'),
      () => replace(approval(current()), /^(\s+approver:).*$/m, '$1 "@nobody-known"'),
    ],
    [
      'an approval with another number',
      red('prr-approval'),
      () => replace(approval(current()), /^kep-number:.*$/m, 'kep-number: 9043'),
    ],
    ['an approval deleted', red('prr-approval'), () => remove(approval(current()))],
    [
      'an approval of no KEP',
      green('prr-approval'),
      () => write('keps/prod-readiness/sig-node/9043.yaml', 'kep-number: 9043\nalpha:\n  approver: "@deads2k"\n'),
    ],
    [
      'made implementable without an approval',
      red('prr-approval'),
      () => {
        const kep = pick((kep) => isIn('implementable', 'alpha')(kep) && isCurrent(kep), 1)
        remove(approval(kep))
      },
    ],
    [
      'a heading without its line in the table of contents',
      red('toc-current'),
      () =>
        append(
          readme(current('alpha', 0, ({ path }) => read(readme(path)).includes('<!-- toc -->'))),
          '\n## Thanks\n\nTo all.\n',
        ),
    ],
    [
      'a heading renamed, its line left in the table of contents',
      red('toc-current'),
      () =>
        replace(
          readme(current('alpha', 1, ({ path }) => /<!-- toc -->[\s\S]*^## Drawbacks/m.test(read(readme(path))))),
          /^## Drawbacks.*$/m,
          '## What we lose',
        ),
    ],
    [
      'a section of a current KEP taken away',
      red('section-required'),
      () => {
        const kep = current('alpha', 0, ({ path }) => /^### Graduation Criteria$/m.test(read(readme(path))))
        edit(readme(kep), (text) =>
          text.replace(/^ *- \[Graduation Criteria\].*\n/m, '').replace(/^### Graduation Criteria$/m, ''),
        )
      },
    ],
    [
      'an answer to a question taken away',
      green('prr-questions'),
      () =>
        edit(readme(current()), (text) =>
          text.replace(
            /^(#{4,6} (?:How can this feature be enabled|Does enabling the feature change any default)[^\n]*\n)[\s\S]*?(?=^#{2,6} )/m,
            '$1\n',
          ),
        ),
    ],
    [
      'a KEP set to implemented in beta',
      red('stage-matches-state'),
      () => set(pick(isIn('implementable', 'beta')), 'status', 'implemented'),
    ],
    [
      'a KEP set to replaced without a successor',
      red('superseded-state'),
      () => set(pick(isIn('implementable')), 'status', 'replaced'),
    ],
    [
      'a successor named without the state',
      red('superseded-state'),
      () => {
        const [kep, successor] = [pick(isIn('implementable')), pick(isIn('implementable'), 1)]
        set(kep, 'superseded-by', `[/${successor}]`)
        set(successor, 'replaces', `[/${kep}]`)
      },
    ],
    [
      'a successor that does not answer',
      green('reference-reciprocal'),
      () => {
        set(pick(isIn('implementable')), 'status', 'replaced')
        set(pick(isIn('implementable')), 'superseded-by', `[/${pick(isIn('implementable'), 1)}]`)
      },
    ],
    [
      'a successor that is withdrawn',
      green('successor-live'),
      () => {
        const [kep, successor] = [pick(isIn('implementable')), pick(isIn('withdrawn'))]
        set(kep, 'status', 'replaced')
        set(kep, 'superseded-by', `[/${successor}]`)
        set(successor, 'replaces', `[/${kep}]`)
      },
    ],
    [
      'two KEPs that supersede each other',
      red('reference-acyclic'),
      () => {
        const [one, other] = [pick(isIn('implementable')), pick(isIn('implementable'), 1)]
        for (const kep of [one, other]) {
          const successor = kep === one ? other : one
          set(kep, 'status', 'replaced')
          set(kep, 'superseded-by', `[/${successor}]`)
          set(kep, 'replaces', `[/${successor}]`)
        }
      },
    ],
    [
      'a number that changes',
      red('number-matches', 'identity-immutable', 'prr-approval'),
      () => set(pick(isIn('implementable')), 'kep-number', '9043'),
    ],
    [
      'a creation date that changes',
      red('identity-immutable'),
      () => set(pick(isIn('implementable')), 'creation-date', '2019-01-01'),
    ],
    [
      'a creation date taken away',
      red('metadata-schema', 'identity-immutable'),
      () => set(pick(isIn('implementable')), 'creation-date', null),
    ],
    [
      'a KEP deleted',
      red('history-kept'),
      () => remove(pick((kep) => isIn('provisional')(kep) && !has(approval(kep.path)))),
    ],
    [
      'a directory renamed, references left behind',
      red('reference-exists'),
      () => {
        const target = whole.keps.flatMap(({ path }) => {
          const text = read(yaml(path))
          const named = /^(?:replaces|superseded-by): *\n\s*-\s*"?\/?(keps\/[^"\s]+?)\/?"?\s*$/m.exec(text)?.[1]
          return named !== undefined && has(named, 'kep.yaml') ? [named] : []
        })[0]
        if (target === undefined) throw new Error('no KEP names another by its path')
        move(target, `${target}-renamed`)
      },
    ],
    ['a state misspelt', red('metadata-schema'), () => set(pick(isIn('implementable')), 'status', 'imlpementable')],
    ['a stage for a state', red('metadata-schema'), () => set(pick(isIn('implementable')), 'status', 'removed')],
    [
      'a last-updated before the creation',
      red('date-order'),
      () => set(pick(isIn('implementable')), 'last-updated', '2001-01-01'),
    ],
    [
      'a last-updated in the future',
      red('date-order'),
      () => set(pick(isIn('implementable')), 'last-updated', '2030-01-01'),
    ],
    [
      'a last-updated that stays behind',
      green('last-updated-bumped'),
      () =>
        append(
          readme(pick((kep) => isIn('provisional')(kep) && /^last-updated: *"?20/m.test(read(yaml(kep.path))))),
          '\nOne more word.\n',
        ),
    ],
    [
      'a title taken from another KEP',
      green('title-unique'),
      () => set(pick(isIn('implementable')), 'title', JSON.stringify(clean.filter(isIn('implementable'))[1]?.title)),
    ],
    [
      'a participating SIG that is unknown',
      green('sig-known'),
      () => set(pick(isIn('implementable')), 'participating-sigs', '[sig-nobody]'),
    ],
    [
      'an owning SIG that is unknown',
      red('sig-known'),
      () => set(pick(isIn('implementable')), 'owning-sig', 'sig-nobody'),
    ],
    ['the approvers of a KEP taken away', red('owners-assigned'), () => set(current(), 'approvers', '[]')],
    ['a kep.yaml broken by an edit', red('metadata-readable'), () => append(yaml(current()), 'see-also: [\n')],
    ['a README deleted', red('kep-layout'), () => remove(readme(current()))],
    [
      'implemented with the sign-off open',
      green('signoff-complete'),
      () => {
        const kep = pick(
          (kep) => isIn('implementable', 'stable')(kep) && /^- \[ \] \(R\)/m.test(read(readme(kep.path))),
        )
        set(kep, 'status', 'implemented')
      },
    ],
    [
      'a successor in place of a KEP that was replaced',
      red('reference-exists'),
      () =>
        set(
          whole.keps.find(
            (kep) => kep.state === 'replaced' && /^superseded-by: *\n? *-? *.*keps/m.test(read(yaml(kep.path))),
          )?.path ?? '',
          'superseded-by',
          '[/keps/sig-node/9999-gone]',
        ),
    ],
    [
      'a bulk edit that breaks one of fifty',
      red('metadata-schema', 'section-required', 'section-content', 'stage-matches-state'),
      () => {
        const keps = clean.filter(isIn('implementable')).slice(0, 50)
        for (const [i, { path }] of keps.entries())
          set(path, 'status', i === 33 ? 'implmented' : 'implementable # checked')
      },
    ],
    [
      'a KEP that breaks the number of another',
      red('number-unique', 'number-matches', 'identity-immutable', 'prr-approval'),
      () => {
        const kep = pick(isIn('provisional'))
        const moved = kep.replace(/\d+-([^/]*)$/, `${number(pick(isIn('implementable')))}-$1`)
        move(kep, moved)
        set(moved, 'kep-number', number(moved))
      },
    ],
    [
      'an exemption that matches nothing',
      green('exemption-stale'),
      () =>
        write('.keplint.yml', 'exemptions:\n  - { path: keps/sig-node/9999-gone, rule: link-target, reason: none }\n'),
    ],
    [
      'the configuration loosened',
      green('config-loosened'),
      () => write('.keplint.yml', 'rules: { reference-exists: off }\n'),
    ],
    ['the configuration made strict', green(), () => write('.keplint.yml', 'rules: { link-target: error }\n')],
    [
      'a state misspelt once more',
      green(),
      () => {
        const finding = whole.findings.find(
          ({ rule, message }) => rule === 'metadata-schema' && /^status is/.test(message),
        )
        append(readme(finding?.kep ?? ''), '\nOne more word.\n')
      },
    ],
  ]
}
