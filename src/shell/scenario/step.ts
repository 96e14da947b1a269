/** The steps of a scenario, as data: what a `.lab` file says, or what a recording asked. Nothing is expanded yet. */
import type { ProbeKind } from '../recording/recording.js'

/** By `kind`; texts may still have `${T}` in them. */
export type ScenarioStep =
  /** `command` is what follows the word docker; its trimmed output is kept as `save`. */
  | { readonly kind: 'docker'; readonly host: string; readonly command: string; readonly save: string | null }
  | {
      readonly kind: 'probe'
      readonly probe: ProbeKind
      readonly from: string
      readonly args: readonly string[]
    }
  /** Every running container to every other, by name and by each address, and to each of the TCP ports. */
  | { readonly kind: 'matrix'; readonly ports: readonly string[] }
  | { readonly kind: 'link'; readonly machine: string; readonly to: 'up' | 'down' }
  | { readonly kind: 'route'; readonly machine: string; readonly to: string; readonly via: string }
  /** Tasks of services start, stop and are restarted while nobody acts; nothing else happens. */
  | { readonly kind: 'sleep'; readonly seconds: number }

/** What is played on a fresh laboratory of so many hosts. */
export interface Scenario {
  readonly name: string
  readonly title: string
  readonly hosts: number
  readonly steps: readonly ScenarioStep[]
  /**
   * The waits are left out, as recordings leave them out. Then a command is given the time until what should run does, and
   * before the next command all that should not run has stopped: as somebody waits who wants to record the same each time.
   */
  readonly impliedWaits: boolean
}

/** The step as a line of a `.lab` file. */
export function stepText(step: ScenarioStep): string {
  switch (step.kind) {
    case 'docker':
      return `${step.host}$ ${step.save === null ? '' : `${step.save}=`}docker ${step.command}`
    case 'probe':
      return [step.probe, step.from, ...step.args].join(' ')
    case 'matrix':
      return ['matrix', ...step.ports].join(' ')
    case 'link':
      return `link ${step.machine} ${step.to}`
    case 'route':
      return `route ${step.machine} ${step.to} via ${step.via}`
    case 'sleep':
      return `sleep ${step.seconds}`
  }
}
