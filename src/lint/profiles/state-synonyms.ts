/**
 * What other proposal processes call the states of the lifecycle, in lower case with hyphens: by the state of the
 * built-in formats that each is like. Words of PEPs, RFCs, EIPs, JEPs, KIPs and of forks of the KEP process.
 */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  draft: ['draft', 'wip', 'work-in-progress', 'pre-draft', 'idea', 'memorandum'],
  provisional: [
    'provisional',
    'proposed',
    'proposal',
    'experimental',
    'exploratory',
    'under-review',
    'in-review',
    'review',
    'under-discussion',
    'discussion',
    'submitted',
    'candidate',
    'prototyping',
    'pending',
    'open',
    'last-call',
  ],
  implementable: [
    'implementable',
    'accepted',
    'approved',
    'active',
    'in-progress',
    'implementing',
    'in-development',
    'targeted',
    'alpha',
    'beta',
    'ready',
    'partially-implemented',
  ],
  implemented: [
    'implemented',
    'standard',
    'final',
    'completed',
    'complete',
    'done',
    'shipped',
    'closed',
    'delivered',
    'integrated',
    'released',
    'adopted',
    'stable',
    'ga',
  ],
  deferred: ['deferred', 'postponed', 'on-hold', 'paused', 'dormant', 'stagnant', 'inactive'],
  rejected: ['rejected', 'declined', 'denied', 'refused'],
  withdrawn: ['withdrawn', 'abandoned', 'cancelled', 'canceled', 'retired', 'removed', 'dropped'],
  replaced: ['replaced', 'superseded', 'obsolete', 'obsoleted', 'deprecated'],
}

const stateOf = new Map(
  Object.entries(synonyms).flatMap(([state, words]) => words.map((word) => [word, state] as const)),
)

/** The state of the built-in formats that a word means; null where the word is not known to mean one. */
export function stateLike(word: string): string | null {
  return (
    stateOf.get(
      word
        .trim()
        .toLowerCase()
        .replace(/[\s_]+/g, '-'),
    ) ?? null
  )
}
