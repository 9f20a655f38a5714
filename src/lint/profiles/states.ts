import type { State } from '../model/profile.js'
import type { Severity } from '../model/severity.js'

/** Legal moves are null; a warning is a move that skips or turns back. From the lifecycle of KEP-1 and KEP-1a. */
const next = {
  draft: {
    provisional: null,
    deferred: null,
    rejected: null,
    withdrawn: null,
    replaced: null,
    implementable: 'warning',
  },
  provisional: {
    implementable: null,
    deferred: null,
    rejected: null,
    withdrawn: null,
    replaced: null,
    draft: 'warning',
    implemented: 'warning',
  },
  implementable: {
    implemented: null,
    deferred: null,
    rejected: null,
    withdrawn: null,
    replaced: null,
    provisional: 'warning',
  },
  implemented: { replaced: null, implementable: 'warning' },
  deferred: { draft: null, provisional: null, implementable: null, rejected: null, withdrawn: null, replaced: null },
  rejected: {},
  withdrawn: {},
  replaced: {},
} satisfies Record<string, Readonly<Record<string, Severity | null>>>

/** The states along the lifecycle: the order in which reports show them. */
export const stateOrder: readonly string[] = Object.keys(next)

const open = { standing: 'open', complete: false, superseded: false, live: true, first: null } as const
const accepted = { standing: 'accepted', superseded: false, live: true } as const
const record = {
  rank: null,
  standing: 'record',
  complete: false,
  superseded: false,
  numbered: true,
  approved: false,
} as const

/** What a state says of empty sections; formats differ in it. */
type Empty = State['empty']
const silent: Empty = { owed: null, listed: null }

/**
 * The eight states, in the order of the lifecycle. `numberedFrom` is the first rank that has a number;
 * `emptyWhenOpen` and `emptyWhenAccepted` say how severe an empty section is.
 */
export function lifecycle(options: {
  readonly numberedFrom: number
  readonly emptyWhenOpen: Empty
  readonly emptyWhenAccepted: Empty
}): readonly State[] {
  const { numberedFrom, emptyWhenOpen, emptyWhenAccepted } = options
  const draft = { name: 'draft', aliases: [], rank: 0, ...open, numbered: numberedFrom <= 0 }
  const provisional = { name: 'provisional', aliases: [], rank: 1, ...open, numbered: numberedFrom <= 1 }
  const implementable = {
    name: 'implementable',
    aliases: [],
    rank: 2,
    ...accepted,
    complete: false,
    numbered: true,
  } as const
  const implemented = {
    name: 'implemented',
    aliases: [],
    rank: 3,
    ...accepted,
    complete: true,
    numbered: true,
  } as const
  const replaced = { name: 'replaced', aliases: ['superseded'], ...record, superseded: true } as const
  return [
    { ...draft, approved: false, empty: emptyWhenOpen, next: next.draft },
    { ...provisional, approved: true, empty: emptyWhenOpen, next: next.provisional },
    { ...implementable, first: 'notice', approved: true, empty: emptyWhenAccepted, next: next.implementable },
    { ...implemented, first: 'warning', approved: false, empty: emptyWhenAccepted, next: next.implemented },
    { name: 'deferred', aliases: [], ...record, first: 'notice', live: true, empty: silent, next: next.deferred },
    { name: 'rejected', aliases: [], ...record, first: 'notice', live: false, empty: silent, next: next.rejected },
    { name: 'withdrawn', aliases: [], ...record, first: 'notice', live: false, empty: silent, next: next.withdrawn },
    { ...replaced, first: 'warning', live: true, empty: silent, next: next.replaced },
  ]
}
