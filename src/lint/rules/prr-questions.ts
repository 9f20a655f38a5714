import type { Related } from '../model/finding.js'
import type { Question } from '../model/texts.js'
import { shown } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** Production readiness is reviewed by the answers: a blank one was never reviewed. */
export default defineRule({
  id: 'prr-questions',
  since: '1.0',
  summary: 'A current KEP answers the production readiness questions that its stage requires',
  severity: 'warning',
  *check(kep, { texts }) {
    if (!kep.isCurrent) return
    const open = texts.questionsOf(kep).filter(({ isAnswered }) => !isAnswered)
    const [first, ...others] = open
    if (!first) return
    const stage = `${kep.keyName('stage')} ${kep.text('stage') ?? ''}`
    const asked = open.find(({ at }) => at !== null)
    // Whoever notes, often years later, that the work is done does not answer for the questions.
    const by = kep.state?.complete ? (['stage'] as const) : (['state', 'stage', 'latestMilestone'] as const)
    yield {
      at: asked?.at ?? first.partAt,
      message:
        others.length === 0
          ? `question ${shown(first.text)} has no answer; ${stage} requires it`
          : `questions ${inWords(open)} have no answer; ${stage} requires them`,
      subject: 'questions',
      whenChanged: { severity: 'error', by },
      related: open
        .filter((each) => each !== asked)
        .slice(0, most)
        .map(relatedTo),
      needs: 'answers to production readiness questions',
    }
  },
})

/** So many questions are related at most. */
const most = 30

function relatedTo({ text, at, partAt }: Question): Related {
  const said = at ? 'has no answer' : 'is missing below this heading'
  return { at: at ?? partAt, message: `${shown(text)} ${said}` }
}

/** Two of the questions, which are long, and the number of the others. */
function inWords(questions: readonly Question[]): string {
  const [first, second] = questions.map(({ text }) => shown(text))
  return questions.length === 2 ? `${first} and ${second}` : `${first}, ${second} and ${questions.length - 2} more`
}
