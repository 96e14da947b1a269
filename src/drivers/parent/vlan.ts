/**
 * VLAN sub-interfaces by name: `eth0.10` is VLAN 10 on eth0 (moby v28.5.2 libnetwork/drivers/macvlan/macvlan_setup.go
 * createVlanLink, parseVlan; ipvlan has the same). Not modelled: 802.1ad.
 */
import { err, ok } from '../../addr/result.js'
import type { Result } from '../../addr/result.js'
import { driverError } from '../api.js'
import type { DriverError } from '../api.js'

/** A device name taken apart: `eth0.10` is `{ base: 'eth0', id: 10 }`. */
export interface Vlan {
  /** The interface that carries the tagged frames. */
  readonly base: string
  readonly id: number
}

/** 12 bits (IEEE 802.1Q), of which the first and the last value are reserved. */
const IDS = { least: 1, most: 4094 }

/** As Go's strconv.Atoi reads it: 64 bits. */
const isInteger = (text: string): boolean =>
  /^[+-]?\d+$/.test(text) &&
  BigInt.asIntN(64, BigInt(text.replace('+', ''))) === BigInt(text.replace('+', ''))

const invalid = (code: string, message: string): Result<Vlan, DriverError> =>
  err(driverError('internal', code, message))

/**
 * What the name says, checked in the engine's order: the form, the number, the base, then the number's range. `exists`:
 * whether the host has an interface of that name. Errors are of class internal (HTTP 500), and what a user sees who has
 * mistyped `-o parent=`: a name without a dot is told how a VLAN is written.
 */
export function parseVlan(name: string, exists: (device: string) => boolean): Result<Vlan, DriverError> {
  // a name with two dots could be a VLAN on a VLAN: the engine does not make those
  const [base = '', text = '', ...more] = name.split('.')
  if (!name.includes('.'))
    return invalid('no-such-parent', `invalid subinterface vlan name ${name}, example formatting is eth0.10`)
  if (more.length > 0)
    return invalid(
      'invalid-vlan-name',
      `required interface name format is: name.vlan_id, ex. eth0.10 for vlan 10, instead received ${name}`,
    )
  if (!isInteger(text))
    return invalid(
      'invalid-vlan-id',
      `unable to parse a valid vlan id from: ${text} (ex. eth0.10 for vlan 10)`,
    )
  if (!exists(base))
    return invalid('no-such-parent', `-o parent interface was not found on the host: ${base}`)
  const id = Number(text)
  if (id < IDS.least || id > IDS.most)
    return invalid('vlan-id-range', `vlan id must be between 1-4094, received: ${String(id)}`)
  return ok({ base, id })
}
