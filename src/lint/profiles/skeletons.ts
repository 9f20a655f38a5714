import type { Profile } from '../model/profile.js'

type Skeleton = NonNullable<Profile['template']['files']>

const people = `\
reviewers:
  - TBD
approvers:
  - TBD
`

const metadata = `\
title:
kep-number: 0
authors: []
owning-sig:
participating-sigs: []
status: provisional
creation-date: yyyy-mm-dd
`

const sections = (title: string): string => `\
# ${title}

<!-- toc -->
- [Summary](#summary)
- [Motivation](#motivation)
  - [Goals](#goals)
  - [Non-Goals](#non-goals)
- [Proposal](#proposal)
  - [Risks and Mitigations](#risks-and-mitigations)
- [Design Details](#design-details)
  - [Test Plan](#test-plan)
  - [Graduation Criteria](#graduation-criteria)
- [Implementation History](#implementation-history)
- [Drawbacks](#drawbacks)
- [Alternatives](#alternatives)
<!-- /toc -->

## Summary

## Motivation

### Goals

### Non-Goals

## Proposal

### Risks and Mitigations

## Design Details

### Test Plan

### Graduation Criteria

## Implementation History

## Drawbacks

## Alternatives
`

/** A KEP of the format `kep`, where the tree has no template of it. */
export const kepFiles: Skeleton = {
  'kep.yaml': `\
${metadata}${people}see-also: []
replaces: []
stage: alpha
latest-milestone: ""
milestone:
  alpha: ""
  beta: ""
  stable: ""
feature-gates: []
disable-supported: true
metrics: []
`,
  'README.md': sections('KEP-NNNN: Title'),
}

/** A KEP of one file. */
export const kepFlatFiles: Skeleton = {
  '': `---\n${metadata}last-updated: yyyy-mm-dd\n${people}see-also: []\nreplaces: []\nsuperseded-by: []\n---\n\n${sections('Title')}`,
}

const section = (name: string, ...parts: readonly string[]): string =>
  `# Title\n\n## ${name}\n${parts.map((part) => `\n### ${part}\n`).join('')}`

/** A KEP of the format `kep-1a`: its metadata, and a file for each section that a state owes. */
export const kep1aFiles: Skeleton = {
  'metadata.yaml': `\
authors: []
title:
state: draft
last_updated: yyyy-mm-dd
created: yyyy-mm-dd
uuid:
sections: []
owning_sig:
`,
  'summary.md': section('Summary'),
  'motivation.md': section('Motivation'),
  'guides/developer.md': section('Developer Guide'),
  'guides/operator.md': section('Operator Guide'),
  'guides/teacher.md': section('Teacher Guide'),
  'graduation_criteria.md': section('Graduation Criteria', 'Alpha', 'Beta', 'GA'),
}
