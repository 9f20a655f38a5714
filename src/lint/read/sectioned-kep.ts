import type { HeadingNumber, Kep, ListedSection, OwedSection, WrittenKep } from '../model/kep.js'
import { isCurrent } from './currency.js'
import { headingNumberIn } from './heading-numbers.js'
import { listedSections, owedSections, type SectionContext } from './sections.js'
import { keepsTemplateMilestones } from './template-milestones.js'

/**
 * A KEP with what follows from the rest of its tree. Its sections are costly, so they are read on first use.
 * `isSupposed`: it is taken to be in a state that it is not in yet, and is current whatever its milestones say.
 */
export function withSections(written: WrittenKep, context: SectionContext, isSupposed: boolean): Kep {
  const { body, profile } = written
  let inHeading: HeadingNumber | null | undefined
  let keepsMilestones: boolean | undefined
  let current: boolean | undefined
  let listed: readonly ListedSection[] | undefined
  let owed: readonly OwedSection[] | undefined
  return {
    ...written,
    get headingNumber() {
      if (inHeading === undefined) inHeading = headingNumberIn(body, profile)
      return inHeading
    },
    get keepsTemplateMilestones() {
      return (keepsMilestones ??= keepsTemplateMilestones(written, context.templateMilestones(profile)))
    },
    get isCurrent() {
      return (current ??= isSupposed || isCurrent(this, context.hasMilestones))
    },
    get listed() {
      return (listed ??= listedSections(this, context))
    },
    get owed() {
      return (owed ??= owedSections(this, context, this.listed))
    },
  }
}
