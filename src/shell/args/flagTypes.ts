/** The check that comes with a flag's type. Not checked: mount, ulimit, gpu-request, config, secret, credential-spec. */
import { ok, type Result } from '../../addr/result.js'
import { filterOption } from './checks/filter.js'
import { listenAddress } from './checks/listenAddress.js'
import { networkOption } from './checks/networkOption.js'
import { addressPools } from './checks/addressPool.js'
import { placementPreference } from './checks/placement.js'
import { publishedServicePorts } from './checks/servicePorts.js'
import type { FlagCheck } from './flagSpec.js'
import { oneValue } from './flagSpec.js'
import { csvRecord } from './go/csv.js'
import { goDuration } from './go/duration.js'
import { goBool, goFloat, goIntegerText, type IntegerForm } from './go/number.js'
import { nanoCpus, ramInBytes } from './go/units.js'

// base 0, as pflag: 0x10 and 1_000 are numbers, too
const integer = (signed: boolean, bits: IntegerForm['bits']) =>
  oneValue((value) => goIntegerText(value, { signed, bits, base: 0 }))

// keeps what Go would print of the value: `--rm=T` is `true`
const printed = (check: (value: string) => Result<unknown, string>) =>
  oneValue((value) => {
    const checked = check(value)
    return checked.ok ? ok(String(checked.value)) : checked
  })

/** Keeps the value as written where the check takes it; whoever needs the parts reads it again. */
export const asWritten = (check: (value: string) => Result<unknown, string>) =>
  oneValue((value) => {
    const checked = check(value)
    return checked.ok ? ok(value) : checked
  })

// `list`, `map`, `string` and all types that only the engine looks at
const unchecked: FlagCheck = (value) => ok([value])

const checks: ReadonlyMap<string, FlagCheck> = new Map([
  ['', printed(goBool)],
  ['int', integer(true, 64)],
  ['uint', integer(false, 64)],
  ['uint32', integer(false, 32)],
  ['uint16', integer(false, 16)],
  ['float', printed(goFloat)],
  ['duration', printed(goDuration)],
  ['bytes', printed(ramInBytes)],
  ['decimal', printed(nanoCpus)],
  // pflag's StringSlice: commas separate, quotes protect, and the empty text is no value
  ['strings', (value: string) => (value === '' ? ok([]) : csvRecord(value))],
  ['filter', filterOption],
  ['network', asWritten(networkOption)],
  ['port', asWritten(publishedServicePorts)],
  ['pref', asWritten(placementPreference)],
  ['node-addr', oneValue(listenAddress)],
  ['ipNetSlice', addressPools],
])

/** The check of a type; texts, lists and maps take anything. */
export const checkOfType = (type: string): FlagCheck => checks.get(type) ?? unchecked
