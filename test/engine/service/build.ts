// Services, tasks and nodes by hand.
import { mustParseIp } from '../../../src/addr/ip.js'
import type { Moment } from '../../../src/engine/service/moment.js'
import type { Candidate } from '../../../src/engine/service/schedule.js'
import { endpointOf } from '../../../src/engine/service/state.js'
import type { Service, ServicePort, ServiceSpec, Task, TaskSpec } from '../../../src/engine/service/state.js'

export const taskSpec: TaskSpec = {
  image: 'alpine:latest',
  args: ['httpd', '-f'],
  hostname: '',
  dir: '',
  user: '',
  env: [],
  labels: [],
  dns: [],
  dnsSearch: [],
  dnsOptions: [],
  hosts: [],
  constraints: [],
  spread: [],
  maxReplicas: 0,
  networks: [],
  forced: 0,
  restart: null,
  stopGrace: null,
}

export const serviceSpec = (name: string, change: Partial<ServiceSpec> = {}): ServiceSpec => ({
  name,
  labels: [],
  mode: { kind: 'replicated', replicas: 1 },
  endpointMode: 'vip',
  ports: [],
  task: taskSpec,
  update: null,
  rollback: null,
  ...change,
})

export const service = (
  name: string,
  change: Partial<ServiceSpec> = {},
  ports = change.ports ?? [],
): Service => ({
  id: `id-${name}`,
  spec: serviceSpec(name, change),
  previousSpec: null,
  createdAt: 0,
  updatedAt: 0,
  ports,
  addresses: [],
  endpoint: null,
  update: null,
  rollout: null,
  iteration: null,
})

export const task = (of: Service, change: Partial<Task> = {}): Task => ({
  id: `task-${of.spec.name}`,
  service: of.id,
  slot: 1,
  node: null,
  spec: of.spec.task,
  endpoint: endpointOf(of.spec),
  ports: of.ports,
  state: 'pending',
  desired: 'running',
  error: '',
  createdAt: 0,
  changedAt: 0,
  due: null,
  notBefore: null,
  after: null,
  addresses: [],
  container: null,
  restarts: [],
  iteration: null,
  ...change,
})

export const node = (
  hostname: string,
  change: Partial<Moment['nodes'][number]> = {},
): Candidate & { readonly down: boolean; readonly drained: boolean } => ({
  id: `node-${hostname}`,
  hostname,
  role: hostname === 'h1' ? 'manager' : 'worker',
  address: mustParseIp(`192.0.2.1${hostname.slice(1)}`),
  labels: [],
  available: true,
  down: false,
  drained: false,
  ...change,
})

export const port = (
  publishedPort: number,
  targetPort: number,
  publishMode: ServicePort['publishMode'] = 'ingress',
  protocol: ServicePort['protocol'] = 'tcp',
): ServicePort => ({ protocol, targetPort, publishedPort, publishMode })
