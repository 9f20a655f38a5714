import type { Problem } from '../model/finding.js'
import type { TocFault } from '../model/texts.js'
import { shown } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** https://github.com/kubernetes/enhancements/blob/master/hack/verify-toc.sh is the check that most often fails there. */
export default defineRule({
  id: 'toc-current',
  since: '1.0',
  summary: 'A table of contents between mdtoc markers is up to date',
  severity: 'warning',
  *check(kep, { texts }) {
    const { tocDepth } = kep.profile
    for (const markdown of texts.markdownsOf(kep)) {
      // Upstream's script does not look at README.MD.
      if (!markdown.path.endsWith('.md')) continue
      const fault = texts.tocFault(markdown, tocDepth)
      if (fault !== null) yield problemOf(fault, tocDepth)
    }
  },
})

function problemOf(fault: TocFault, depth: number): Problem {
  const problem = {
    at: fault.at,
    subject: 'table of contents',
    whenChanged: { severity: 'error', by: ['file'] },
  } satisfies Partial<Problem>
  switch (fault.kind) {
    case 'unclosed':
      return { ...problem, message: `${fault.marker} has no <!-- /toc --> below it; add one, or remove the marker` }
    case 'unopened':
      return { ...problem, message: `${fault.marker} has no <!-- toc --> above it; add one, or remove the marker` }
    case 'differs': {
      const message = `table of contents ${difference(fault)}; run mdtoc --inplace --max-depth=${depth}`
      return { ...problem, message, ...(fault.suggestion === undefined ? {} : { suggestion: fault.suggestion }) }
    }
  }
}

type Difference = Extract<TocFault, { readonly kind: 'differs' }>

function difference({ line, wanted, missing, extra, isMissing, isExtra }: Difference): string {
  if (wanted !== null && isMissing && !isExtra) return `is missing ${counted(missing.length, wanted.heading)}`
  if (line !== null && isExtra && !isMissing) {
    return `has ${counted(extra.length, line)}, which is not a heading below it`
  }
  return `has ${shown(line?.trim() ?? '')} where ${shown(wanted?.line.trim() ?? '')} belongs`
}

function counted(count: number, first: string): string {
  return count === 1 ? shown(first.trim()) : `${count} headings, the first ${shown(first.trim())}`
}
