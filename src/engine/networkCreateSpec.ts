/** What the client sends to create a network. */
import type { Options } from '../drivers/api.js'

/** The create request, with texts as the client sends them. */
export interface NetworkCreateSpec {
  readonly name: string
  readonly driver: string
  /** null: not said. */
  readonly ipv4: boolean | null
  readonly ipv6: boolean | null
  readonly internal: boolean
  readonly attachable: boolean
  readonly ingress: boolean
  readonly scope: string
  readonly configOnly: boolean
  readonly configFrom: string
  readonly options: Options
  readonly labels: Options
  readonly ipam: {
    readonly driver: string
    readonly options: Options | null
    readonly config: readonly IpamText[]
  }
}

export interface IpamText {
  readonly subnet: string
  readonly range: string
  readonly gateway: string
  readonly auxiliary: readonly (readonly [name: string, address: string])[]
}
