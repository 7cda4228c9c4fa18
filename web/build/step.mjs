// One step of the build: install, build and test of the Maven module `web`, browser of `e2e`. A step runs again only if something it reads has changed since it last
// succeeded: it keeps the digest of its inputs under node_modules/.twoseal (install) or target/ (build, test).
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const WEB = fileURLToPath(new URL('..', import.meta.url));
const NOT_INPUT = ['node_modules', 'target'];
const NOT_BUILT = [...NOT_INPUT, 'test', 'e2e', 'fixtures'];
const NODE_LEAST = [20, 19];

/** What each step reads, where it keeps the digest, what must be there, and what it does. */
const STEPS = {
  install: {
    inputs: () => [join(WEB, 'package-lock.json'), join(WEB, '.npmrc')],
    kept: join(WEB, 'node_modules/.twoseal/install'),
    made: join(WEB, 'node_modules/vite/package.json'),
    run: () => npm('ci', '--prefer-offline', '--no-progress', '--ignore-scripts'),
  },
  build: {
    inputs: () => [...filesUnder(WEB, NOT_BUILT), ...examples()],
    kept: join(WEB, 'target/built'),
    made: join(WEB, 'target/licences/sbom-web.json'),
    run: () => npm('run', '--silent', 'build'),
  },
  browser: {
    inputs: () => [...filesUnder(WEB), ...filesUnder(join(WEB, '../cli/target/dist'))],
    kept: join(WEB, 'target/browsed'),
    made: join(WEB, 'target/surefire-reports/TEST-browser.xml'),
    run: () => npm('run', '--silent', 'e2e'),
  },
  test: {
    inputs: () => [...filesUnder(WEB), ...examples(), ...vectors(), join(WEB, '../spec/openapi.yaml')],
    kept: join(WEB, 'target/tested'),
    made: join(WEB, 'target/surefire-reports/TEST-web.xml'),
    run: () => {
      npm('run', '--silent', 'types');
      npm('run', '--silent', 'test');
    },
  },
};

needNode();
const name = process.argv[2];
const step = STEPS[name];
if (!step) throw new Error('install, build, test or browser');
const digest = digestOf(step.inputs());
if (existsSync(step.made) && existsSync(step.kept) && readFileSync(step.kept, 'utf8') === digest) {
  console.log(`web: ${name}: nothing has changed`);
} else {
  rmSync(step.kept, { force: true });
  step.run();
  mkdirSync(dirname(step.kept), { recursive: true });
  writeFileSync(step.kept, digest);
}

function npm(...args) {
  execFileSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd: WEB, stdio: ['ignore', 'inherit', 'inherit'] });
}

function digestOf(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const path of paths) {
    const bytes = readFileSync(path);
    hash.update(`\n${relative(WEB, path)} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

function filesUnder(folder, without = NOT_INPUT) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((each) => !without.includes(each.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((each) => (each.isDirectory() ? filesUnder(join(folder, each.name), without) : [join(folder, each.name)]));
}

/** Rules that the console offers to begin with. */
function examples() {
  return filesUnder(join(WEB, '../examples')).filter((each) => each.endsWith('rules.yaml'));
}

/** The shared test vectors that the web's own checks read. */
function vectors() {
  return ['bytes', 'ed25519', 'keys', 'list', 'note', 'seed', 'tlog-proof'].flatMap((each) => filesUnder(join(WEB, '../spec/vectors', each)));
}

function needNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NODE_LEAST[0] || (major === NODE_LEAST[0] && minor >= NODE_LEAST[1])) return;
  console.error(`web: Node ${NODE_LEAST.join('.')} or later is needed, this is ${process.version}`);
  process.exit(69);
}
