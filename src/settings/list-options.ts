import { count, duration, flag, text, texts } from './kinds.js'
import type { Table } from './table.js'

/** The options of lists of KEPs: filters, what is shown, and in which order. */
export const listOptions = {
  state: {
    takes: texts(),
    command: {
      of: ['query'],
      group: 'Lists of KEPs',
      value: 'STATE',
      help: 'in this state; filters may be repeated: those of one kind are alternatives',
    },
  },
  stage: {
    takes: texts(),
    takesIn: { move: text(), propose: text(), plan: text(), approve: text() },
    command: {
      of: ['query', 'move', 'propose', 'plan', 'approve'],
      group: 'Lists of KEPs',
      value: 'STAGE',
      help: 'query: at this stage; move: to this stage',
    },
  },
  milestone: {
    takes: texts(),
    takesIn: { move: text(), propose: text(), plan: text(), approve: text() },
    command: {
      of: ['query', 'move', 'propose', 'plan', 'approve'],
      group: 'Lists of KEPs',
      value: 'VERSION',
      help: 'query: worked on for this release, or with a stage in it; move: to this release',
    },
  },
  participatingSig: {
    takes: texts(),
    command: { of: ['query'], group: 'Lists of KEPs', value: 'SIG', help: 'in which this SIG takes part' },
  },
  reviewer: {
    takes: texts(),
    command: {
      of: ['query', 'accept'],
      group: 'Lists of KEPs',
      value: 'LOGIN',
      help: 'query: with this reviewer; accept: who reviews it',
    },
  },
  approver: {
    takes: texts(),
    command: {
      of: ['query', 'accept'],
      group: 'Lists of KEPs',
      value: 'LOGIN',
      help: 'query: with this approver; accept: who approves it',
    },
  },
  prrApprover: {
    takes: texts(),
    command: {
      of: ['query'],
      group: 'Lists of KEPs',
      value: 'LOGIN',
      help: 'whose production readiness this person approved',
    },
  },
  text: {
    takes: texts(),
    command: {
      of: ['query'],
      group: 'Lists of KEPs',
      value: 'WORDS',
      help: 'with these words in the title or the name',
    },
  },
  has: {
    takes: texts(),
    command: {
      of: ['query'],
      group: 'Lists of KEPs',
      value: 'SEVERITY|RULE',
      help: 'with a finding of this severity or rule',
    },
  },
  olderThan: {
    takes: duration(),
    command: {
      of: ['query'],
      group: 'Lists of KEPs',
      value: 'TIME',
      help: 'not changed in git for this long: 30d, 6w, 6m or 1y',
    },
  },
  blocking: {
    takes: text(),
    command: {
      of: ['query'],
      group: 'Lists of KEPs',
      value: 'VERSION',
      help: 'the KEPs of a release, and what each still owes',
    },
  },
  next: {
    takes: flag(),
    command: { of: ['query'], group: 'Lists of KEPs', help: 'what each KEP needs for its next state' },
  },
  out: {
    takes: text(),
    command: {
      of: ['site'],
      group: 'Lists of KEPs',
      value: 'DIR',
      help: 'site: the directory that the pages are written to',
    },
  },
  trend: {
    takes: count(),
    command: {
      of: ['site'],
      group: 'Lists of KEPs',
      value: 'MONTHS',
      help: 'site: check the tree as it was on the first of each of so many months, and chart it',
    },
  },
  columns: {
    takes: text(),
    command: {
      of: ['query'],
      group: 'Lists of KEPs',
      value: 'A,B',
      help: 'which columns: number, title, sig, state, stage, milestone, owes …',
    },
  },
  sort: {
    takes: text(),
    command: { of: ['query'], group: 'Lists of KEPs', value: 'COLUMN', help: 'by which column (default: number)' },
  },
} as const satisfies Table
