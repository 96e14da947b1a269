/** The network that docker's client was asked about in client-answers.json: the default bridge, as typed by its API. */
import {
  GoMap,
  GoStringer,
  GoStruct,
  NIL_LIST,
  NIL_MAP,
  type GoField,
  type TemplateValue,
} from '../../../src/shell/template/value.js'

const struct = (type: string, fields: readonly GoField[]) => new GoStruct(type, fields)
const field = (name: string, value: TemplateValue, json = name): GoField => ({ name, value, json })
const optional = (name: string, value: TemplateValue, json = name): GoField => ({
  name,
  value,
  json,
  omitEmpty: true,
})

const OPTIONS = {
  'com.docker.network.bridge.default_bridge': 'true',
  'com.docker.network.bridge.enable_icc': 'true',
  'com.docker.network.bridge.enable_ip_masquerade': 'true',
  'com.docker.network.bridge.host_binding_ipv4': '0.0.0.0',
  'com.docker.network.bridge.name': 'docker0',
  'com.docker.network.driver.mtu': '1500',
}

/** network.Inspect of api/types/network, with its nil slices and maps. */
export const networkDocument: TemplateValue = struct('network.Inspect', [
  field('Name', 'bridge'),
  field('ID', 'f16f74294322b6ab96d90d0f2f0a1fa655ab04e16d33f57a260ee43a3288534c', 'Id'),
  field(
    'Created',
    new GoStringer('time.Time', '2026-11-23 16:58:29.941404762 +0000 UTC', '2026-11-23T16:58:29.941404762Z'),
  ),
  field('Scope', 'local'),
  field('Driver', 'bridge'),
  field('EnableIPv4', true),
  field('EnableIPv6', false),
  field(
    'IPAM',
    struct('network.IPAM', [
      field('Driver', 'default'),
      field('Options', NIL_MAP),
      field('Config', [
        struct('network.IPAMConfig', [
          optional('Subnet', '172.17.0.0/16'),
          optional('IPRange', ''),
          optional('Gateway', '172.17.0.1'),
          optional('AuxAddress', NIL_MAP, 'AuxiliaryAddresses'),
        ]),
      ]),
    ]),
  ),
  field('Internal', false),
  field('Attachable', false),
  field('Ingress', false),
  field('ConfigFrom', struct('network.ConfigReference', [field('Network', '')])),
  field('ConfigOnly', false),
  field('Containers', new GoMap([], struct('network.EndpointResource', []))),
  field('Options', new GoMap(Object.entries(OPTIONS), '')),
  field('Labels', new GoMap([], '')),
  optional('Peers', NIL_LIST),
  optional('Services', NIL_MAP),
])
