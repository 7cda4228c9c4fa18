/** The built program, started in a fresh folder on a free port of this machine; ended with the tests. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const JAR = fileURLToPath(new URL('../../../cli/target/dist/twoseal.jar', import.meta.url));
const JAVA_MAJOR = 25;
const FLAGS = ['-XX:+UseParallelGC', '-Xshare:auto', '--enable-native-access=ALL-UNNAMED', '--sun-misc-unsafe-memory-access=allow'];
const START_MS = 60_000;
const LOOK_MS = 100;

/** Twenty letters and digits in groups of four, told once. */
const ONE_TIME_PASSWORD = /\b(?:[a-z2-9]{4}-){4}[a-z2-9]{4}\b/;

export class Program {
  private said = '';

  private constructor(
    readonly folder: string,
    readonly url: string,
    private readonly process: ChildProcess,
  ) {
    const hear = (bytes: Buffer) => (this.said += bytes.toString());
    process.stdout?.on('data', hear);
    process.stderr?.on('data', hear);
  }

  /** Starts the service; answers when it answers. Further arguments follow those of `serve`. */
  static async start(...more: string[]): Promise<Program> {
    const folder = mkdtempSync(join(tmpdir(), 'twoseal-e2e-'));
    const listen = `127.0.0.1:${await freePort()}`;
    const args = [...FLAGS, '-jar', JAR, 'serve', '--data', join(folder, 'data'), '--listen', listen, '--office', 'chengdong', '--office-name', '城东公证处', ...more];
    const program = new Program(folder, `http://${listen}`, spawn(java(), args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, TWOSEAL_LANG: 'en' } }));
    await program.answers();
    return program;
  }

  get consoleUrl(): string {
    return `${this.url}/console`;
  }

  /** What the first start printed once. */
  get oneTimePassword(): string {
    const password = ONE_TIME_PASSWORD.exec(this.said)?.[0];
    if (!password) throw new Error(`no one-time password in:\n${this.said}`);
    return password;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null) {
      const ended = new Promise((resolve) => this.process.once('exit', resolve));
      this.process.kill('SIGTERM');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async answers(): Promise<void> {
    const until = Date.now() + START_MS;
    while (Date.now() < until && this.process.exitCode === null) {
      const isUp = await fetch(`${this.url}/api/v1/session`).then(
        (answer) => answer.ok,
        () => false,
      );
      if (isUp) return;
      await new Promise((resume) => setTimeout(resume, LOOK_MS));
    }
    this.process.kill('SIGKILL');
    throw new Error(`the program did not start:\n${this.said}`);
  }
}

/** Runs another command of the program to its end, such as `keys show`. */
export async function runProgram(args: string[], env: Record<string, string> = {}): Promise<string> {
  const { stdout } = await promisify(execFile)(java(), [...FLAGS, '-jar', JAR, ...args], { env: { ...process.env, TWOSEAL_LANG: 'en', ...env } });
  return stdout;
}

/** A JDK as ./twoseal finds one: the one that is named, else one among those that are installed. */
function java(): string {
  const installed = '/usr/lib/jvm';
  const homes = [process.env.JAVA_HOME ?? '', ...(existsSync(installed) ? readdirSync(installed).map((name) => join(installed, name)) : [])];
  const home = homes.find((each) => each.includes(String(JAVA_MAJOR)) && existsSync(join(each, 'bin/java')));
  return home ? join(home, 'bin/java') : 'java';
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}
