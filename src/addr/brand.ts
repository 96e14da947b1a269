/** Branded text: a string that was checked once and carries the proof in its type. No run-time cost, plain in JSON. */

declare const brand: unique symbol

/** Text known to be of one kind; only the type guards of that kind produce it. */
export type Brand<Kind extends string> = string & { readonly [brand]: Kind }

/** Canonical address: '172.18.0.2', 'fd00::2'. Two addresses are equal when their texts are. */
export type Ip = Brand<'ip'>

/** Canonical network, host bits zero: '172.18.0.0/16'. Equal when the texts are. */
export type Cidr = Brand<'cidr'>

/** Canonical address with its prefix length, host bits kept: '172.18.0.2/16', what `ip addr` shows. */
export type IpPrefix = Brand<'prefix'>
