import { folded, handleOf, isExample, isNobody } from '../facts/handles.js'
import { peopleOf } from '../facts/people.js'
import type { Change, Review, Reviews } from '../model/change.js'
import type { Problem } from '../model/finding.js'
import type { Kep } from '../model/kep.js'
import type { State } from '../model/profile.js'
import { listed } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** The listed approvers should agree before a KEP has a state that says so. */
export default defineRule({
  id: 'transition-approved',
  since: '1.0',
  summary: 'A KEP that becomes provisional or implementable has the approval of an approver it lists',
  severity: 'off',
  needs: ['reviews'],
  *checkChange(change, { base, head }, { reviews }) {
    const move = moveOf(change)
    if (!move || !reviews || 'unknown' in reviews) return
    const own = approversOf(
      move.kep,
      (name) => base.people.aliases?.groups.get(name) ?? head.people.aliases?.groups.get(name),
    )
    const before = change.before && approversOf(change.before, (name) => base.people.aliases?.groups.get(name))
    const known = before !== null && before.people.size + before.teams.length > 0
    const problem = approvalProblem(move, known ? before : own, own, reviews)
    if (problem) yield { ...problem, at: move.kep.place('state'), subject: move.state.name }
  },
  *checkComparison({ changes }, { reviews }) {
    if (!reviews || !('unknown' in reviews)) return
    const [first, ...others] = changes.flatMap((change) => moveOf(change) ?? [])
    if (!first) return
    const related = others.map(({ kep, state }) => ({
      at: kep.place('state'),
      message: `${kep.path} becomes ${state.name} here`,
    }))
    const message = `approvals are not checked: ${reviews.unknown}`
    yield { at: first.kep.place('state'), message, related, subject: 'reviews' }
  },
})

/** A KEP that moved to or past a state that needs an approval. */
interface Move {
  readonly kep: Kep
  readonly state: State
}

/** A skipped state still needs its approval. Replacing an unknown state is only a fix. */
function moveOf({ before, now }: Change): Move | null {
  const state = now?.state
  if (!now || !state || before?.state?.name === state.name) return null
  const from = before ? before.state?.rank : -1
  const passes = ({ approved, rank }: State): boolean => approved && isBelow(from, rank) && isBelow(rank, state.rank)
  return state.approved || now.profile.states.some(passes) ? { kep: now, state } : null
}

function isBelow(rank: number | null | undefined, other: number | null): boolean {
  return typeof rank === 'number' && other !== null && rank < other
}

/** Those whose approval counts. */
interface Approvers {
  /** Logins as written, by what they are compared as. */
  readonly people: ReadonlyMap<string, string>
  /** `org/team`. */
  readonly teams: readonly string[]
}

/** The approvers that a KEP names; a group that `membersOf` knows counts as its members. */
function approversOf(kep: Kep, membersOf: (group: string) => readonly string[] | undefined): Approvers {
  const names = peopleOf(kep, 'approvers').entries.flatMap(({ text }) => {
    if (isNobody(text) || isExample(text)) return []
    const name = handleOf(text).login ?? text.trim().replace(/^@/, '')
    return membersOf(name) ?? membersOf(name.toLowerCase()) ?? [text]
  })
  const logins = names.flatMap((name) => handleOf(name).login ?? [])
  const isTeam = (login: string): boolean => login.includes('/')
  const people = logins.filter((login) => !isTeam(login)).map((login) => [login.toLowerCase(), login] as const)
  return { people: new Map(people), teams: [...new Set(logins.filter(isTeam))] }
}

/** What is wrong with the approval of a move; null where nothing is. `own` are those that the change itself lists. */
function approvalProblem(
  { kep, state }: Move,
  { people, teams }: Approvers,
  own: Approvers,
  { list, author, head }: Exclude<Reviews, { readonly unknown: string }>,
): Omit<Problem, 'at'> | null {
  const opinions = opinionsIn(list, head)
  const opener = folded(author)
  const able = [...people.keys()].filter((login) => login !== opener)
  if (able.some((login) => opinions.get(login) === 'approved the current head')) return null
  if (able.length === 0 && teams.length > 0) {
    const names = listed(
      teams.map((team) => `@${team}`),
      'or',
    )
    return notice(`the approval of ${state.name} by ${names} is not checked; keplint cannot see who is in a team`)
  }
  if (people.size === 0 && namesNobody(kep, state)) {
    return notice(`the approval of ${state.name} is not checked; ${kep.keyName('approvers')} names nobody`)
  }

  const named = (logins: readonly string[]): readonly string[] =>
    logins.map((login) => `@${people.get(login) ?? own.people.get(login) ?? login}`)
  const late = [...own.people.keys()].filter((login) => !people.has(login) && login !== opener)
  const ready = late.filter((login) => opinions.get(login) === 'approved the current head')
  const notes = [
    ...opinionsTold.map((told) => [able.filter((login) => opinions.get(login) === told), told] as const),
    [ready, 'approved, but only this change lists them'],
    [people.has(opener) ? [opener] : [], 'opened the pull request and cannot approve it'],
  ] as const
  const words = notes.flatMap(([logins, told]) => (logins.length === 0 ? [] : `${listed(named(logins))} ${told}`))
  if (people.size === 0) words.push(`${kep.keyName('approvers')} names nobody who can approve`)
  if (teams.length > 0) words.push(`teams are not checked: ${listed(teams.map((team) => `@${team}`))}`)
  const lack = able.length === 0 ? 'no approving review' : `no approving review of ${listed(named(able), 'or')}`
  return { message: [`${state.name} has ${lack} on the current head`, ...words].join('; '), needs: 'an approval' }
}

function notice(message: string): Omit<Problem, 'at'> {
  return { message, severity: 'notice', settled: true }
}

/** The state requires approvers, and the list names none: this is reported whether anybody approves or not. */
function namesNobody(kep: Kep, { name }: State): boolean {
  const { entries, complete } = peopleOf(kep, 'approvers')
  const owed = kep.profile.people.some(({ field, states }) => field === 'approvers' && states.includes(name))
  return owed && complete && entries.every(({ text }) => isNobody(text) || isExample(text))
}

/** Opinions that are not an approval, in the words of the message. */
const opinionsTold = ['approved an older commit', 'requested changes', 'had a review dismissed'] as const
type Opinion = (typeof opinionsTold)[number] | 'approved the current head'

/** The last opinion of each reviewer, by login in lower case. A comment does not change it. */
function opinionsIn(reviews: readonly Review[], head: string): ReadonlyMap<string, Opinion> {
  const opinions = new Map<string, Opinion>()
  for (const { author, verdict, commit } of reviews) {
    const opinion = {
      approval: commit === head ? 'approved the current head' : 'approved an older commit',
      objection: 'requested changes',
      dismissed: 'had a review dismissed',
      comment: null,
    } as const
    const said = opinion[verdict]
    if (said !== null) opinions.set(author.toLowerCase(), said)
  }
  return opinions
}
