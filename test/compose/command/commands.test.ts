// The smaller commands of docker compose: ls, port, build, logs, and down without a file.
import { expect, test } from 'vitest'
import { composePlugin } from '../../../src/compose/compose.js'
import { createLab, type Lab } from '../../../src/index.js'
import { readOf } from '../read.js'

const FILE = `services:
  web: { image: nginx, ports: ['8080:80'], scale: 1 }
  db: { image: postgres }
`
const files: Record<string, string> = { 'compose.yaml': FILE }
const lab = createLab({ compose: composePlugin({ read: readOf(files), here: '/home/me/shop' }) })
const compose = (line: string, on: Lab = lab) => on.docker('h1', `compose ${line}`)

test('ls tells of projects by the labels of their containers', () => {
  expect(compose('ls').stdout).toBe('NAME                STATUS              CONFIG FILES\n')
  compose('up -d')
  expect(compose('ls').stdout).toMatch(/^shop +running\(2\) +\/home\/me\/shop\/compose\.yaml$/m)
  compose('stop db')
  expect(compose('ls').stdout).toMatch(/^shop +running\(1\) /m)
  expect(compose('ls -a').stdout).toMatch(/^shop +exited\(1\), running\(1\) /m)
  expect(compose('ls -q').stdout).toBe('shop\n')
  compose('start db')
})

test('port prints one address, or says that there is none', () => {
  expect(compose('port web 80').stdout).toBe('0.0.0.0:8080\n')
  expect(compose('port --index 2 web 80').stderr).toBe('service "web" is not running\n')
  expect(compose('port web 81').exit).toBe(1)
})

test('build and logs do nothing, for services that there are', () => {
  expect(compose('build web')).toEqual({ exit: 0, stdout: '', stderr: '' })
  expect(compose('logs --tail 5 db')).toEqual({ exit: 0, stdout: '', stderr: '' })
  expect(compose('logs nobody').stderr).toBe('no such service: nobody\n')
})

test('down needs no file when it is told the name', () => {
  const elsewhere = createLab({ compose: composePlugin({ read: () => undefined }) })
  expect(compose('down', elsewhere).stderr).toContain('no configuration file provided')
  expect(compose('-p shop down', elsewhere).stderr).toContain('No resource found to remove for project')
  const { stdout } = lab.docker('h1', 'network ls --format {{.Name}}')
  expect(stdout).toContain('shop_default')
  delete files['compose.yaml']
  expect(compose('-p shop down')).toMatchObject({ exit: 0 })
  expect(lab.docker('h1', 'ps -aq').stdout).toBe('')
  expect(lab.docker('h1', 'network ls --format {{.Name}}').stdout).toBe('bridge\nhost\nnone\n')
})
