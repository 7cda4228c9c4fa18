/** The built program, started in a fresh folder on a free port of this machine; ended with the tests. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { settingsOf } from './identity';

const JAR = fileURLToPath(new URL('../../../cli/target/dist/twoseal.jar', import.meta.url));
const JAVA_MAJOR = 25;
const FLAGS = ['-XX:+UseParallelGC', '-Xshare:auto', '--enable-native-access=ALL-UNNAMED', '--sun-misc-unsafe-memory-access=allow'];
const START_MS = 120_000;
/** It ends by itself, should the tests be killed. */
const DEMO_S = '1800';
const DEMO_READY = 'Running. Stop';
const LOOK_MS = 100;

/** Twenty letters and digits in groups of four, told once. */
const ONE_TIME_PASSWORD = /\b(?:[a-z2-9]{4}-){4}[a-z2-9]{4}\b/;

export class Program {
  private settings: Record<string, string> = {};
  private said = '';
  private process!: ChildProcess;

  private constructor(
    readonly folder: string,
    private readonly listen: string,
    /** Where the office's identity provider is, while one runs. */
    readonly identityPort: number,
  ) {}

  /** Starts a new service whose office has nobody yet but its administrator; answers when it answers. */
  static async start(): Promise<Program> {
    const program = await Program.inFreshFolder();
    program.settings = settingsOf(program.identityPort, program.folder);
    await program.run('serve', '--data', join(program.folder, 'data'), '--office', 'chengdong', '--office-name', '城东公证处');
    return program;
  }

  /** Starts the demonstration: everybody signs in with a click, and the rehearsal R-2 waits for its press. */
  static async demo(): Promise<Program> {
    const program = await Program.inFreshFolder();
    await program.run('demo', '--out', join(program.folder, 'demo'), '--for', DEMO_S, '--wait', '3');
    return program;
  }

  /** As when the machine loses its power: nothing is finished, nothing is written. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Serves what the demonstration left, at the same address. */
  async restartDemo(): Promise<void> {
    await this.run('serve', '--data', join(this.folder, 'demo/service'), '--for', DEMO_S);
  }

  get url(): string {
    return `http://${this.listen}`;
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
    await this.end('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private static async inFreshFolder(): Promise<Program> {
    return new Program(mkdtempSync(join(tmpdir(), 'twoseal-e2e-')), `127.0.0.1:${await freePort()}`, await freePort());
  }

  private async run(...args: string[]): Promise<void> {
    const all = [...FLAGS, '-jar', JAR, ...args, '--listen', this.listen];
    this.process = spawn(java(), all, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, TWOSEAL_LANG: 'en', TWOSEAL_BACKUP_FOLDER: join(this.folder, 'backups'), ...this.settings } });
    const hear = (bytes: Buffer) => (this.said += bytes.toString());
    this.process.stdout?.on('data', hear);
    this.process.stderr?.on('data', hear);
    await this.answers(args[0] === 'demo');
  }

  private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill(signal);
    await ended;
  }

  private async answers(isDemo: boolean): Promise<void> {
    const until = Date.now() + START_MS;
    while (Date.now() < until && this.process.exitCode === null) {
      const isUp = await fetch(`${this.url}/api/v1/session`).then(
        (answer) => answer.ok,
        () => false,
      );
      if (isUp && (!isDemo || this.said.includes(DEMO_READY))) return;
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
