import { indexFormats } from '../lint/index/render.js'
import { severities } from '../lint/model/severity.js'
import { formatEndings, formats, listOfFormats } from '../lint/reporters/formats.js'
import { boolean, flag, lines, text, texts, word } from './kinds.js'
import type { Table } from './table.js'

const endings = formatEndings.map(({ ending, name }) => `.${ending} is ${name}`).join(', ')

/** The options of reports: where they go, in which format, and what of them is shown. */
export const reportOptions = {
  annotations: {
    takes: boolean(true),
    input: {
      description:
        'Whether findings are shown as annotations at their lines. GitHub shows at most 10 errors, 10 warnings and 10 ' +
        'notices of a step. The most severe findings come first, and the last annotation says how many more there are.',
      meaning:
        'annotate lines (GitHub shows 10 errors, 10 warnings and 10 notices of a step; the most severe come first)',
    },
  },
  summary: {
    takes: boolean(true),
    input: {
      description:
        'Whether the job summary is written. It lists every error and warning, shows fixes as diffs, and counts the ' +
        "notices of a long report; GitHub's limit is 1 MiB.",
      meaning: 'write the job summary',
    },
  },
  format: {
    takes: word(formats),
    takesIn: { rules: word(['text', 'json'], 'text'), query: word(indexFormats, 'table') },
    command: {
      of: ['check', 'rules', 'query'],
      group: 'The report',
      value: 'FORMAT',
      help: `${listOfFormats()} (default: text, or what the name of the --output says); query: ${indexFormats.join(', ')} (default: table)`,
    },
  },
  output: {
    takes: texts(),
    command: {
      of: ['check'],
      group: 'The report',
      value: 'FILE',
      help: 'write the report to FILE, not to standard output; may be repeated: the ending of each name says its format',
    },
  },
  reportFile: {
    takes: lines(),
    input: {
      description:
        "Where to write reports: one path per line, inside the workspace or the runner's temporary directory. The " +
        `ending says the format: ${endings}; any other is JSON. Missing directories are created. Default: no report.`,
      meaning:
        'also write the report to these files, one per line: the ending says the format (`report.sarif`), else ' +
        '[JSON](schemas/report.schema.json)',
    },
  },
  patchFile: {
    takes: text(),
    input: {
      description:
        'Where to write the fixes that have one right answer, of the findings that count, as a patch for git apply: a ' +
        "path inside the workspace or the runner's temporary directory. Empty where there is nothing to fix. The tree " +
        'itself is never changed. Default: no patch.',
      meaning: 'also write the [safe fixes](docs/fixes.md#in-a-workflow) as a patch that `git apply` takes',
    },
  },
  site: {
    takes: text(),
    input: {
      description:
        'Where to write a static site of the KEPs: a directory inside the workspace or RUNNER_TEMP that is empty, or holds ' +
        'the site of an earlier run. Timelines need the history: set fetch-depth: 0 for actions/checkout. Default: no site.',
      meaning: 'also write a [static site](docs/site.md) to this directory',
    },
  },
  examples: {
    takes: flag(),
    command: { of: ['explain'], group: 'The report', help: 'explain: the whole page, with its examples' },
  },
  severity: {
    takes: word(severities),
    command: {
      of: ['check'],
      group: 'The report',
      value: 'SEVERITY',
      help: 'show findings of this severity (error, warning or notice) and more severe ones; --fail-on says what fails',
    },
  },
  all: {
    takes: flag(),
    command: { of: ['check'], group: 'The report', help: 'show all findings on a terminal, not the 50 most severe' },
  },
  since: {
    takes: text(),
    command: {
      of: ['check'],
      group: 'The report',
      value: 'REPORT.json',
      help: 'compare with an earlier JSON report: what is new, what is fixed',
    },
    input: {
      description:
        'An earlier JSON report of keplint, such as one that a scheduled run kept: the summary and the report say which ' +
        'findings are new and which are fixed. A path inside the workspace or RUNNER_TEMP. If there is no such file, a ' +
        'notice says so. Default: nothing is compared.',
      meaning: 'an earlier JSON report: the summary says [what is new and what is fixed](docs/reports.md#since)',
    },
  },
} as const satisfies Table
