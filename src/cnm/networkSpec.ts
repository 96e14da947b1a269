/** What one says to create a network. */
import type { Options, PoolInfo } from '../drivers/api.js'
import type { IpamConfig } from './world.js'

/** Everything but driver and name has libnetwork's default. */
export interface NetworkSpec {
  readonly driver: string
  readonly name: string
  readonly ipv4?: boolean
  readonly ipv6?: boolean
  readonly internal?: boolean
  readonly attachable?: boolean
  readonly ingress?: boolean
  readonly scope?: string
  readonly configOnly?: boolean
  readonly configFrom?: string
  readonly options?: Options
  readonly labels?: Options
  readonly ipamDriver?: string
  readonly ipamOptions?: Options | null
  readonly ipam?: readonly IpamConfig[]
  /** Set by a cluster's agent that puts a network of the cluster on this host; users' requests have none. */
  readonly cluster?: {
    /** The id that users see. */
    readonly id: string
    /** What the cluster's IPAM gave; null: this host's own IPAM decides (drivers of local scope). */
    readonly pools: { readonly pools4: readonly PoolInfo[]; readonly pools6: readonly PoolInfo[] } | null
  }
}
