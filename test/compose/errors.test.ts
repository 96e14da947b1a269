/** What a user reads: the place, what is wrong, and what would be right. */
import { expect, test } from 'vitest'
import { errorsOf, projectOf } from './read.js'

const web = 'services:\n  web:\n    image: nginx\n'

test.each([
  ['services:\n  a: {', 'compose.yaml:2:7: this is not YAML: '],
  [
    'services:\n  a: *b\n',
    'compose.yaml:2:6: the alias *b has no anchor: write &b before the value that it stands for',
  ],
  [
    'services: &s\n  a: *s\n',
    'compose.yaml:2:6: the alias *s stands within its own value, which would have no end',
  ],
  [
    `${web}    image: x\n`,
    "compose.yaml:4:5: the key 'image' is there already, at compose.yaml:3:5: keep one of the two",
  ],
  ['- a\n', 'compose.yaml:1:1: the file must be a mapping, with a key such as services: at its top'],
  [
    '# nothing\n',
    'compose.yaml:1:1: empty compose file: it needs at least services:, and below it a service with an image',
  ],
  [
    `${web}    network: [x]\n`,
    "compose.yaml:4:5: services.web: there is no key 'network'; is it 'networks'?",
  ],
  [`${web}    ports: 80\n`, 'compose.yaml:4:12: services.web.ports must be a list, and is the number 80'],
  [
    `${web}    ports: ["80:x"]\n`,
    "compose.yaml:4:13: services.web.ports: '80:x': invalid containerPort: x. A port is written [[IP:]HOST:]CONTAINER[/PROTOCOL], as in '8080:80'",
  ],
  [
    `${web}    extra_hosts: [db]\n`,
    "compose.yaml:4:19: services.web.extra_hosts: 'db': the address is missing. A host is written NAME=ADDRESS",
  ],
  [
    `${web}    tty: maybe\n`,
    "compose.yaml:4:10: services.web.tty: 'maybe' is no boolean: write true or false",
  ],
  [
    `${web}    labels: { a: "\${" }\n`,
    "compose.yaml:4:18: services.web.labels.a: invalid interpolation format: '${'. A variable is written ${NAME}, a dollar sign $$",
  ],
  [
    `${web}    networks: [back]\n`,
    "compose.yaml:4:16: service 'web' refers to undefined network 'back': declare it under networks: at the top",
  ],
  [
    `${web}    depends_on: [db]\n`,
    "compose.yaml:4:18: service 'web' needs 'db' (depends_on), and there is no such service",
  ],
  [
    `${web}    links: [db]\n`,
    "compose.yaml:4:13: service 'web' needs 'db' (links), and there is no such service",
  ],
  [
    `${web}    network_mode: service:db\n`,
    "compose.yaml:4:19: service 'web' needs 'db' (network_mode), and there is no such service",
  ],
  [
    `${web}    network_mode: host\n    networks: [default]\n`,
    "compose.yaml:4:19: service 'web' has both network_mode and networks: only one of the two can be",
  ],
  [
    `${web}    depends_on: [web]\n`,
    'compose.yaml:2:3: services depend on each other in a circle: web -> web',
  ],
  [
    `${web}    scale: 2\n    container_name: one\n`,
    "compose.yaml:5:21: service 'web' has a container_name, which must be unique, and more than one replica: take one of the two away",
  ],
  [
    `${web}    extends: base\n`,
    "compose.yaml:4:14: service 'web' cannot extend 'base': compose.yaml has no such service",
  ],
  [
    'services:\n  web: {}\n',
    "compose.yaml:2:3: service 'web' has neither an image nor a build context specified: add image: or build:",
  ],
  ['include: [more.yaml]\n', 'compose.yaml:1:11: more.yaml cannot be read: there is no such file'],
  [
    'services:\n  80: { image: x }\n',
    "compose.yaml:2:3: a key must be a text: put quotes around a number, as in '80': web",
  ],
])('%j', (text, expected) => {
  const [first = ''] = errorsOf(text)
  expect(expected.endsWith(': ') ? first.slice(0, expected.length) : first).toBe(expected)
})

test('all that is wrong with the kinds of values comes at once', () => {
  expect(errorsOf(`${web}    hostname: 5\n    ports: x\n    no: thing\n`)).toHaveLength(3)
})

test('an error in a file that overrides names that file', () => {
  const files = {
    'compose.yaml': web,
    'compose.override.yaml': 'services:\n  web: { ports: { target: 80 } }\n',
  }
  expect(errorsOf(files)).toEqual([
    'compose.override.yaml:2:17: services.web.ports must be a list, and is a mapping',
  ])
})

test('what a service inherits is blamed on where it is written', () => {
  const files = {
    'compose.yaml': 'services:\n  web: { extends: { file: base.yaml, service: base } }\n',
    'base.yaml': 'services:\n  base: { image: x, networks: [gone] }\n',
  }
  expect(errorsOf(files)).toEqual([
    "base.yaml:2:32: service 'web' refers to undefined network 'gone': declare it under networks: at the top",
  ])
})

test('without a file it says which would do', () => {
  expect(errorsOf({})).toEqual([expect.stringMatching(/^\.:1:1: no configuration file provided: not found/)])
})

test('variables without a value are warnings with a place', () => {
  expect(projectOf(`${web}    hostname: "\${HOST}"\n`).warnings).toEqual([
    {
      place: { file: 'compose.yaml', line: 4, column: 15 },
      text: 'The "HOST" variable is not set. Defaulting to a blank string.',
    },
  ])
})
