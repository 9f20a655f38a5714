/** Files by their paths. */
export type Files = Readonly<Record<string, string>>

/** A uuid that ends in the number. */
export const uuidOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/**
 * A KEP of the format KEP-1a at `path`, without a fault while it is provisional; `changes` replace or add lines of its
 * metadata.
 */
export function proposal(path: string, number: number, changes: Files = {}): Files {
  const lines = {
    title: `Proposal ${number}`,
    authors: '["@ada"]',
    state: 'provisional',
    uuid: uuidOf(number),
    created: '2024-01-01',
    last_updated: '2024-01-02',
    owning_sig: 'sig-node',
    sections: '[summary.md, motivation.md]',
    ...changes,
  }
  return {
    [`${path}/metadata.yaml`]: Object.entries(lines)
      .map(([key, value]) => `${key}: ${value}\n`)
      .join(''),
    [`${path}/summary.md`]: '# Summary\n\nA text.\n',
    [`${path}/motivation.md`]: '# Motivation\n\nA text.\n',
  }
}

/** What a KEP needs beside, and around its metadata, to be implementable: sections and people. */
export function implementable(path: string, number: number, changes: Files = {}): Files {
  const sections = [
    'summary.md',
    'motivation.md',
    'guides/developer.md',
    'guides/operator.md',
    'guides/teacher.md',
    'graduation_criteria.md',
  ]
  return {
    ...proposal(path, number, {
      state: 'implementable',
      kep_number: String(number),
      reviewers: '["@bob"]',
      approvers: '["@carol"]',
      sections: `[${sections.join(', ')}]`,
      ...changes,
    }),
    ...Object.fromEntries(sections.map((section) => [`${path}/${section}`, '# Section\n\nA text.\n'])),
  }
}
