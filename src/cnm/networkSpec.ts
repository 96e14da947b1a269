/** What one says to create a network. */
import type { Options, PoolInfo } from '../drivers/api.js'
import type { IpamConfig } from './world.js'

/**
 * The request to create a network (controller.go NetworkOption and its kin). Everything but driver and name has
 * libnetwork's default: IPv4 on, IPv6 off, the IPAM driver `default`, and pools of IPAM's choice.
 */
export interface NetworkSpec {
  readonly driver: string
  readonly name: string
  readonly ipv4?: boolean
  readonly ipv6?: boolean
  /** No way out: no default route in containers, and rules that keep everybody else off. */
  readonly internal?: boolean
  /** Of a network of a cluster: containers may be on it, not only tasks of services. */
  readonly attachable?: boolean
  /** The one network by which the routing mesh works. */
  readonly ingress?: boolean
  /** `local`, `swarm` or nothing; what the driver can do decides the rest. */
  readonly scope?: string
  /** A template for others: it has no addresses, and nothing can be on it. */
  readonly configOnly?: boolean
  /** The name of the template that this network takes its configuration from. */
  readonly configFrom?: string
  readonly options?: Options
  readonly labels?: Options
  readonly ipamDriver?: string
  readonly ipamOptions?: Options | null
  /** One for each subnet; the family of an entry is that of its subnet or gateway. */
  readonly ipam?: readonly IpamConfig[]
  /** Set by a cluster's agent that puts a network of the cluster on this host; users' requests have none. */
  readonly cluster?: {
    /** The id that users see. */
    readonly id: string
    /** What the cluster's IPAM gave; null: this host's own IPAM decides (drivers of local scope). */
    readonly pools: { readonly pools4: readonly PoolInfo[]; readonly pools6: readonly PoolInfo[] } | null
  }
}
