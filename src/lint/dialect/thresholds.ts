/**
 * From when on what a tree does counts as its dialect. Shares are of the proposals of one group, counted over the whole
 * tree; `least` numbers are of proposals.
 */
export const thresholds = {
  /** A group with fewer proposals has no habit: its format holds as it is. */
  leastProposals: 5,
  /** A key that the format does not know is accepted. */
  unknownKey: { least: 3, share: 0.03 },
  /** A state that the format does not know is accepted. */
  unknownState: { least: 3, share: 0.03 },
  /** Another name for a key of the format is the right one, or a kind of value is. */
  usual: 0.5,
  /** What the format requires stays required. Below it, and from `usual` on or where the template has it, it is expected. */
  required: 0.8,
  /** Without a template, a section is owed that as many complete proposals have. */
  owedSection: 0.8,
  /** A template with fewer sections that the format owes says nothing of sections. */
  leastSections: 2,
  /** A number is read from names that have one this often. */
  numberInName: 0.8,
} as const
