import type { Reporter } from './reporter.js'
import { renderSummary } from './summary/summary.js'

/** The job summary, without links to lines: where the tree is on GitHub is not known here. */
export const markdown: Reporter = {
  description: 'the job summary of the action, as Markdown',
  alias: null,
  ending: 'md',
  render: (report, { failOn, rules, text }) => renderSummary(report, { source: null, failOn, rules, text }),
}
