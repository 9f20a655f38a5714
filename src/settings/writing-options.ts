import { authoring } from './commands.js'
import { count, flag, ruleIds, text, texts } from './kinds.js'
import type { Table } from './table.js'

/** The options of subcommands that write: fixes, new KEPs, a configuration, a baseline. */
export const writingOptions = {
  only: {
    takes: ruleIds(),
    command: {
      of: ['fix'],
      group: 'Fixing',
      value: 'ID',
      help: 'fix what this rule reports, and nothing else; may be repeated',
    },
  },
  diff: {
    takes: flag(),
    command: {
      of: ['fix'],
      group: 'Fixing',
      help: 'print a unified diff that git apply takes, and write nothing; exit 1 if it is not empty',
    },
  },
  interactive: {
    takes: flag(),
    command: {
      of: ['fix'],
      group: 'Fixing',
      help: 'ask about each finding that has several fixes, or one to be judged',
    },
  },
  grow: {
    takes: flag(),
    command: {
      of: ['baseline'],
      group: 'What counts',
      help: 'baseline: add new findings too (default: only remove fixed ones from an existing baseline)',
    },
  },
  sig: {
    takes: text(),
    takesIn: { query: texts() },
    command: {
      of: ['new', 'accept', 'query'],
      group: 'Writing KEPs',
      value: 'SIG',
      help: 'new, accept: the SIG that owns it; query: owned by this SIG',
    },
  },
  number: {
    takes: count(),
    takesIn: { query: texts() },
    command: {
      of: ['new', 'query'],
      group: 'Writing KEPs',
      value: 'N',
      help: 'new: its number; query: with this number',
    },
  },
  author: {
    takes: texts(),
    command: {
      of: ['new', 'query'],
      group: 'Writing KEPs',
      value: 'LOGIN',
      help: 'new: who writes it; may be repeated (default: git config github.user); query: by this author',
    },
  },
  dir: {
    takes: text(),
    command: {
      of: ['new'],
      group: 'Writing KEPs',
      value: 'DIR',
      help: 'new: the directory for it, or for the directory of its SIG (default: where the tree has its KEPs)',
    },
  },
  scaffold: {
    takes: flag(),
    command: {
      of: ['move', 'propose', 'approve'],
      group: 'Writing KEPs',
      help: 'make what the state asks for and the KEP lacks, as skeletons to be written',
    },
  },
  to: {
    takes: text(),
    command: {
      of: ['migrate'],
      group: 'Writing KEPs',
      value: 'FORMAT',
      help: 'migrate: the format that the KEPs are to have (default: kep)',
    },
  },
  yes: {
    takes: flag(),
    command: {
      of: ['init'],
      group: 'Writing KEPs',
      help: 'init: ask nothing; write neither a workflow nor a baseline',
    },
  },
  dryRun: {
    takes: flag(),
    command: {
      of: ['init', ...authoring],
      group: 'Writing KEPs',
      help: 'print what would be written, and write nothing',
    },
  },
  force: {
    takes: flag(),
    command: {
      of: authoring,
      group: 'Writing KEPs',
      help: 'write though errors would be found, or though the files have changes that are not committed',
    },
  },
} as const satisfies Table
