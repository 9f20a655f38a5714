import type { Reporter } from '../reporter.js'
import { safeForTerminal } from '../safe-text.js'

/** A line a finding, as editors and `grep` read it. */
export const compact: Reporter = {
  description: 'one line a finding, for editors and `grep`',
  alias: null,
  ending: 'txt',
  render: ({ findings }) =>
    findings
      .map(({ at: { path, line, column }, message, rule, severity }) => {
        return `${safeForTerminal(`${path}:${line}:${column}: ${severity}: ${message} [${rule}]`)}\n`
      })
      .join(''),
}
