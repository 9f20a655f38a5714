// First, as the next one reads the address.

import { getOctokit } from '@actions/github'
import type { Review, Reviews } from '../../lint/model/change.js'
import { byUnits } from '../../lint/text/paths.js'
import { addressFault } from './api-address.js'
import { fieldsOf, type Limits, silent, Unanswered, unreadable, untilAnswered } from './github-requests.js'

/** The pull request whose reviews are read. */
export interface Question {
  /** Empty where there is none. */
  readonly token: string
  /** `owner/name`. */
  readonly repository: string
  readonly number: number
  /** The login of who opened it. */
  readonly author: string
  /** The commit that it would merge. */
  readonly head: string
}

/**
 * Reads the reviews of a pull request through GitHub's API at `GITHUB_API_URL`, the only place that is sent the token.
 * A busy or failing GitHub is asked
 * again, within limits; a failure is reported in `unknown`, which never has the token in it.
 */
export async function readReviews(question: Question, limits: Partial<Limits> = {}): Promise<Reviews> {
  const { token, repository, number, author, head } = question
  if (token === '') {
    const mend = 'set it to ${{ github.token }} and give the job the permission pull-requests: read'
    return { unknown: `input github-token is missing; ${mend}` }
  }
  const unsafe = addressFault()
  if (unsafe !== null) return { unknown: unsafe }
  const [owner = '', repo = ''] = repository.split('/')
  try {
    const subject = `pull request ${number} of ${repository}`
    const octokit = getOctokit(token, { log: silent }, untilAnswered({ subject, token, limits }))
    const asked = { owner, repo, pull_number: number, per_page: 100 }
    const answers: readonly unknown[] = await octokit.paginate(octokit.rest.pulls.listReviews, asked)
    return { list: reviewsIn(answers), author, head }
  } catch (error) {
    if (error instanceof Unanswered) return { unknown: error.message }
    throw error
  }
}

/** What each state means. A pending review is nobody's opinion yet. */
const verdicts: Readonly<Record<string, Review['verdict']>> = {
  APPROVED: 'approval',
  CHANGES_REQUESTED: 'objection',
  COMMENTED: 'comment',
  DISMISSED: 'dismissed',
}

/** The oldest first by when they were submitted: GitHub may list one that waited where it was begun. */
function reviewsIn(answers: readonly unknown[]): readonly Review[] {
  const dated = answers.flatMap((answer) => {
    const { user, state, commit_id: commit, submitted_at: date } = fieldsOf(answer)
    const { login } = fieldsOf(user)
    if (typeof state !== 'string' || (user !== null && typeof login !== 'string')) throw new Unanswered(unreadable)
    const verdict = Object.hasOwn(verdicts, state) ? verdicts[state] : undefined
    // The reviews of people who left GitHub have no author.
    if (verdict === undefined || typeof login !== 'string') return []
    const review: Review = { author: login, verdict, commit: typeof commit === 'string' ? commit : null }
    return [{ review, date: typeof date === 'string' ? date : '' }]
  })
  return dated.sort((a, b) => byUnits(a.date, b.date)).map(({ review }) => review)
}
