import { annotationCommand, renderAnnotations } from './annotations.js'
import type { Reporter } from './reporter.js'

/** Workflow commands, one a line. There is no job summary beside them, so the log holds what they have no room for. */
export const github: Reporter = {
  description: 'annotations in a workflow of GitHub Actions, ten of each severity at most',
  alias: 'workflow commands',
  ending: 'txt',
  render: (report) =>
    renderAnnotations(report, { summary: false })
      .map((each) => `${annotationCommand(each)}\n`)
      .join(''),
}
