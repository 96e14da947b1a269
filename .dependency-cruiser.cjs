// The architecture, as a table: what each part of src may import. What is not in the table is an error, and so are
// import cycles (of types, too), barrels, and packages in the wrong place. Run by tools/check-arch.mjs.

/** Parts of src, named once. A part may always import itself. */
const part = {
  store: '^src/store/',
  addr: '^src/addr/',
  dataplane: '^src/dataplane/',
  driverApi: '^src/drivers/api\\.ts$',
  drivers: '^src/drivers/[^/]+/',
  ipam: '^src/ipam/',
  dns: '^src/dns/',
  cnm: '^src/cnm/',
  engine: '^src/engine/',
  reach: '^src/reach/',
  shell: '^src/shell/',
  lab: '^src/shell/lab[^/]*(/lab)?\\.ts$',
  draw: '^src/draw/',
  testing: '^src/testing/',
  compose: '^src/compose/',
  lint: '^src/lint/',
  cli: '^src/cli/',
  standard: '^src/standard\\.ts$',
  controller: '^src/controller\\.ts$',
  index: '^src/index\\.ts$',
}

const underCnm = ['store', 'addr', 'dataplane', 'ipam', 'dns', 'driverApi']
const underShell = ['engine', 'reach', 'cnm', 'store', 'addr', 'dataplane', 'dns', 'ipam']
const everything = Object.keys(part)
const except = (...names) => everything.filter((name) => !names.includes(name))

/** The arrows. `drivers` and `lab` have rules of their own, below. */
const mayImport = {
  store: [],
  addr: [],
  dataplane: ['addr'],
  driverApi: ['dataplane', 'addr'],
  ipam: ['store', 'addr'],
  dns: ['addr'],
  cnm: underCnm,
  engine: ['cnm', ...underCnm],
  reach: ['cnm', 'engine', 'dataplane', 'dns', 'store', 'addr'],
  shell: underShell,
  draw: [...underShell, 'driverApi'],
  testing: [...underShell, 'driverApi', 'shell', 'standard'],
  compose: [...underShell, 'shell', 'standard'],
  lint: ['addr', 'cnm', 'dns', 'engine', 'ipam', 'driverApi', 'compose'],
  // The composition root: the only file that knows the standard drivers by name.
  standard: except('cli', 'compose', 'index', 'lint'),
  controller: ['standard', 'reach', 'cnm', 'driverApi', 'ipam'],
  // the core entry must not pull in what yaml is needed for
  index: except('cli', 'compose', 'drivers', 'lint'),
  cli: except('drivers'),
}

const paths = (names) => names.map((name) => part[name])

/** Matches a package whether or not it is installed where the check runs. */
const pkg = (name) => `(^|(^|/)node_modules/)${name}(/|$)`

const arrows = Object.entries(mayImport).map(([name, allowed]) => ({
  name: `arrow-${name}`,
  severity: 'error',
  comment: `${name} may import: ${allowed.join(', ') || 'nothing of ours'}`,
  from: { path: part[name], ...(name === 'shell' ? { pathNot: part.lab } : {}) },
  to: { path: '^src/', pathNot: paths([name, ...allowed]) },
}))

const driverArrows = [
  {
    name: 'arrow-drivers',
    severity: 'error',
    comment:
      'a driver may import: its own folder, drivers/api.ts, drivers/parent (no driver), dataplane, addr; never another driver',
    from: { path: '^src/drivers/([^/]+)/' },
    to: {
      path: '^src/',
      pathNot: ['^src/drivers/$1/', '^src/drivers/parent/', ...paths(['driverApi', 'dataplane', 'addr'])],
    },
  },
  {
    name: 'arrow-lab',
    severity: 'error',
    comment: `the lab may import what shell may, a driver's type, and the composition root: ${underShell.join(', ')}, driverApi, standard`,
    from: { path: part.lab },
    to: { path: '^src/', pathNot: paths(['shell', ...underShell, 'driverApi', 'standard']) },
  },
]

/** Three rules that together report a file wherever it hangs: as importer, as imported, or alone. */
const banned = (name, comment, file) => [
  { name, severity: 'error', comment, from: file, to: {} },
  { name, severity: 'error', comment, from: { pathNot: [] }, to: file },
  { name, severity: 'error', comment, from: { orphan: true, ...file }, to: {} },
]

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'import cycles are not allowed, not even of types',
      from: { path: '^src/' },
      to: { circular: true },
    },
    ...arrows,
    ...driverArrows,
    ...banned(
      'no-unknown-part',
      'every file of src belongs to a part in the table of .dependency-cruiser.cjs',
      {
        path: '^src/',
        pathNot: paths(everything),
      },
    ),
    ...banned('no-barrel', 'src/index.ts is the only barrel', { path: '^src/.+/index\\.[cm]?[jt]sx?$' }),
    {
      name: 'no-node',
      severity: 'error',
      comment: 'everything but cli runs in a browser',
      from: { path: '^src/', pathNot: part.cli },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'ip-num-in-addr',
      severity: 'error',
      comment: 'only addr imports ip-num: its objects cannot be serialised, drafted or frozen',
      from: { path: '^src/', pathNot: part.addr },
      to: { path: pkg('ip-num') },
    },
    {
      name: 'immer-in-cnm-and-engine',
      severity: 'error',
      comment: 'state changes only in cnm and engine',
      from: { path: '^src/', pathNot: paths(['cnm', 'engine']) },
      to: { path: pkg('immer') },
    },
    {
      name: 'no-other-package',
      severity: 'error',
      comment:
        'src imports itself, ip-num and immer; testing also fast-check, vitest and yaml, compose also yaml',
      from: { path: '^src/', pathNot: paths(['cli', 'testing', 'compose']) },
      to: {
        path: '.',
        pathNot: ['^src/', pkg('ip-num'), pkg('immer')],
        dependencyTypesNot: ['core'],
        couldNotResolve: false,
      },
    },
    {
      name: 'no-other-package',
      severity: 'error',
      comment: 'testing imports, of packages, only yaml, fast-check and vitest',
      from: { path: part.testing },
      to: {
        path: '.',
        pathNot: ['^src/', pkg('ip-num'), pkg('immer'), pkg('yaml'), pkg('fast-check'), pkg('vitest')],
        dependencyTypesNot: ['core'],
        couldNotResolve: false,
      },
    },
    {
      name: 'no-other-package',
      severity: 'error',
      comment: 'compose imports, of packages, only yaml',
      from: { path: part.compose },
      to: {
        path: '.',
        pathNot: ['^src/', pkg('ip-num'), pkg('immer'), pkg('yaml')],
        dependencyTypesNot: ['core'],
        couldNotResolve: false,
      },
    },
    {
      name: 'no-dev-package',
      severity: 'error',
      comment: 'what users run must not need a development dependency (testing takes them as peers)',
      from: { path: '^src/', pathNot: part.testing },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      comment: 'the import leads nowhere',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
